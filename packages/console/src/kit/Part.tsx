import { Text } from '@gravity-ui/uikit';
import { useId, type ReactNode } from 'react';

interface PartProps {
  readonly title: string;
  /** What can be done here. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, under a heading of its own. */
export function Part({ title, actions, children }: PartProps): ReactNode {
  const id = useId();
  return (
    <section className="ingot-stack" aria-labelledby={id}>
      <div className="ingot-row">
        <Text variant="subheader-3" as="h2" id={id}>
          {title}
        </Text>
        {actions}
      </div>
      {children}
    </section>
  );
}
