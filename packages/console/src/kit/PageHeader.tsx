import { Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title: a state. */
  readonly aside?: ReactNode;
  /** What can be done here, the main thing last. */
  readonly children?: ReactNode;
}

/** The head of a page: its title and its buttons. */
export function PageHeader({ title, aside, children }: PageHeaderProps): ReactNode {
  return (
    <div className="ingot-row ingot-row_spread">
      <span className="ingot-row">
        <Text variant="header-1" as="h1">
          {title}
        </Text>
        {aside}
      </span>
      {children ? <span className="ingot-row">{children}</span> : null}
    </div>
  );
}
