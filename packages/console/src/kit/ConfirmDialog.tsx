import { Dialog, Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';

interface ConfirmDialogProps {
  readonly open: boolean;
  /** The question, with the name of what it is about. */
  readonly title: string;
  /** What follows from it. */
  readonly text: string;
  /** What the button does, as a verb. */
  readonly action: string;
  /** It takes something away. */
  readonly isDangerous?: boolean;
  /** It cannot be done now; what keeps it is said among the children. */
  readonly isBlocked?: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** Anything more to say or to choose. */
  readonly children?: ReactNode;
}

/** Asks once more, and says the consequence. Stays open with the reason when the service refuses. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { t } = useTranslation();
  const { open, title, text, action, isDangerous = false, isBlocked = false, isPending, error, onConfirm } = props;
  const { onClose, children } = props;
  return (
    <Dialog open={open} maxWidth="s" fullWidth onClose={onClose}>
      <Dialog.Header caption={title} />
      <Dialog.Body>
        <div className="ingot-stack">
          <Text>{text}</Text>
          {children}
          {error ? <ErrorView error={error} /> : null}
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={action}
        textButtonCancel={t('dialog.cancel')}
        propsButtonApply={{ disabled: isBlocked, ...(isDangerous && { view: 'outlined-danger' }) }}
        loading={isPending}
        onClickButtonCancel={onClose}
        onClickButtonApply={onConfirm}
      />
    </Dialog>
  );
}
