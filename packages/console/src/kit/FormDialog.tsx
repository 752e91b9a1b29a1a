import { Dialog } from '@gravity-ui/uikit';
import { useCallback, useRef, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';

/** What can be filled in; of radio buttons the one that is chosen. */
const FIELD = 'input:not([type="hidden"], [type="radio"]:not(:checked), :disabled), textarea, [role="combobox"]';

interface FormDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What the button does, as a verb. */
  readonly action: string;
  readonly size?: 's' | 'm' | 'l';
  /** Everything that has to be filled in is. */
  readonly isComplete: boolean;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** Fields, of `kit/form`. */
  readonly children: ReactNode;
}

/**
 * Asks for what an action needs. Whoever opens it can fill in the first field at once. Enter sends it; it stays open with
 * the reason when the service refuses. Draw it only while it is open, so that it begins anew each time.
 */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { t } = useTranslation();
  const { open, title, action, size = 'm', isComplete, isPending, error, onSubmit, onClose, children } = props;
  const first = useRef<HTMLElement>(null);
  const findFirst = useCallback((form: HTMLFormElement | null) => {
    first.current = form?.querySelector<HTMLElement>(FIELD) ?? null;
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isComplete && !isPending) onSubmit();
  };
  return (
    <Dialog
      open={open}
      maxWidth={size}
      fullWidth
      initialFocus={first}
      onClose={onClose}
      aria-label={title}
      disableOutsideClick
    >
      <form ref={findFirst} onSubmit={submit} noValidate>
        <Dialog.Header caption={title} />
        <Dialog.Body>
          <div className="ingot-stack">
            {children}
            {error ? <ErrorView error={error} /> : null}
          </div>
        </Dialog.Body>
        <Dialog.Footer
          textButtonApply={action}
          textButtonCancel={t('dialog.cancel')}
          propsButtonApply={{ type: 'submit', disabled: !isComplete }}
          loading={isPending}
          onClickButtonCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
