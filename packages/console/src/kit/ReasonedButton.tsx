import { Button, type ButtonButtonProps } from '@gravity-ui/uikit';
import { useId, type ReactNode } from 'react';

interface ReasonedButtonProps extends Omit<ButtonButtonProps, 'disabled' | 'title'> {
  /** Why it may not be pressed: a sentence; null when it may. */
  readonly reason: string | null;
}

/** A button that says why it cannot be pressed. */
export function ReasonedButton({ reason, children, ...button }: ReasonedButtonProps): ReactNode {
  const id = useId();
  if (reason === null) return <Button {...button}>{children}</Button>;
  return (
    <span title={reason}>
      <Button {...button} disabled aria-describedby={id}>
        {children}
      </Button>
      <span id={id} className="ingot-visually-hidden">
        {reason}
      </span>
    </span>
  );
}
