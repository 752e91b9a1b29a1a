import { Spin, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';

interface WorkingProps {
  /** How far it is: a sentence. */
  readonly text: string;
  readonly actions?: ReactNode;
}

/** Stands where something comes of work that is under way. */
export function Working({ text, actions }: WorkingProps): ReactNode {
  return (
    <output className="ingot-row">
      <Spin size="xs" />
      <Text>{text}</Text>
      {actions}
    </output>
  );
}
