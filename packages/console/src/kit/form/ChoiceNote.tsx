import { Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';

/** What stands below one choice of several: why it cannot be taken, or more about it. @param id that the control is described by. */
export function ChoiceNote({ id, text }: { readonly id: string; readonly text: string | undefined }): ReactNode {
  return text === undefined ? null : (
    <div className="ingot-field__aside">
      <Text id={id} color="secondary" variant="caption-2">
        {text}
      </Text>
    </div>
  );
}
