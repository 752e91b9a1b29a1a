import { Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  /** What to do next. */
  readonly children?: ReactNode;
}

/** Stands where there is nothing, and says how to come by something. */
export function EmptyState({ title, text, children }: EmptyStateProps): ReactNode {
  return (
    <div className="ingot-empty">
      <Text variant="subheader-3" as="h2">
        {title}
      </Text>
      <Text color="secondary">{text}</Text>
      {children}
    </div>
  );
}
