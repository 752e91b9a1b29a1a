import { PasswordInput } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { Field, type FieldProps } from './Field.tsx';

interface PasswordFieldProps extends FieldProps {
  /** As browsers and password managers know it. */
  readonly purpose: 'current-password' | 'new-password';
  readonly value: string;
  readonly onUpdate: (value: string) => void;
}

/** A password, which can be shown while it is typed. */
export function PasswordField({ label, hint, purpose, value, onUpdate }: PasswordFieldProps): ReactNode {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <PasswordInput
          id={ids.control}
          size="l"
          autoComplete={purpose}
          controlProps={{ 'aria-describedby': ids.hint }}
          value={value}
          onUpdate={onUpdate}
        />
      )}
    </Field>
  );
}
