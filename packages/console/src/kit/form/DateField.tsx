import type { ReactNode } from 'react';
import { Field, type FieldProps } from './Field.tsx';

interface DateFieldProps extends FieldProps {
  /** Null while nothing is chosen. */
  readonly value: Date | null;
  readonly onUpdate: (value: Date | null) => void;
}

/** A moment to the minute, in the reader's time zone, by the control that his browser has for it: the kit has none. */
export function DateField({ label, hint, value, onUpdate }: DateFieldProps): ReactNode {
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <input
          id={ids.control}
          className="ingot-input"
          type="datetime-local"
          aria-describedby={ids.hint}
          value={value === null ? '' : localText(value)}
          onChange={({ target }) => onUpdate(target.value === '' ? null : new Date(target.value))}
        />
      )}
    </Field>
  );
}

/** As `datetime-local` has it: `2026-11-21T20:38`. */
function localText(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
