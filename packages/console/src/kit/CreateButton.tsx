import { Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';

interface CreateButtonProps {
  readonly text: string;
  readonly onClick: () => void;
}

/** The main thing to do on a page that lists something: have a new one. */
export function CreateButton({ text, onClick }: CreateButtonProps): ReactNode {
  return (
    <Button view="action" onClick={onClick}>
      <Icon data={Plus} />
      {text}
    </Button>
  );
}
