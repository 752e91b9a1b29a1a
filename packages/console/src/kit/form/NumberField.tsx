import { NumberInput } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { Field, type FieldProps } from './Field.tsx';

interface NumberFieldProps extends FieldProps {
  /** Null while nothing is written. */
  readonly value: number | null;
  readonly onUpdate: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  /** Behind the number: its unit. */
  readonly unit?: string;
}

/** Whole numbers. */
export function NumberField({ label, hint, unit, ...props }: NumberFieldProps): ReactNode {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <NumberInput
          {...props}
          id={ids.control}
          size="l"
          controlProps={{ 'aria-describedby': ids.hint }}
          {...(unit !== undefined && { endContent: <span className="ingot-field__unit">{unit}</span> })}
        />
      )}
    </Field>
  );
}
