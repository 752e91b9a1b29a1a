import { Text } from '@gravity-ui/uikit';
import { useId, type ReactNode } from 'react';

export interface FieldProps {
  readonly label: string;
  /** What to know before it is filled in. */
  readonly hint?: ReactNode;
}

interface FieldFrameProps extends FieldProps {
  /** Draws the control, with the ids of what names and describes it. */
  readonly children: (ids: { readonly control: string; readonly hint: string | undefined }) => ReactNode;
}

/** A label above a control, and a hint below it. */
export function Field({ label, hint, children }: FieldFrameProps): ReactNode {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="ingot-field">
      <label htmlFor={id}>
        <Text color="secondary">{label}</Text>
      </label>
      {children({ control: id, hint: hintId })}
      {hint === undefined ? null : (
        <Text id={hintId} color="secondary" variant="caption-2">
          {hint}
        </Text>
      )}
    </div>
  );
}
