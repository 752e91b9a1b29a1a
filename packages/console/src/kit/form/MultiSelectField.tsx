import type { ReactNode } from 'react';
import type { Choice } from './choice.ts';
import { Field, type FieldProps } from './Field.tsx';
import { SteadySelect } from './SteadySelect.tsx';

interface MultiSelectFieldProps<Value extends string> extends FieldProps {
  readonly choices: readonly Choice<Value>[];
  readonly value: readonly Value[];
  readonly onUpdate: (value: readonly Value[]) => void;
  readonly placeholder?: string;
}

/** Any number of a list that may be long. */
export function MultiSelectField<Value extends string>(props: MultiSelectFieldProps<Value>): ReactNode {
  const { label, hint, choices, value, onUpdate, placeholder } = props;
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <SteadySelect
          id={ids.control}
          {...(ids.hint !== undefined && { 'aria-describedby': ids.hint })}
          size="l"
          width="max"
          multiple
          hasClear
          placeholder={placeholder}
          value={[...value]}
          isSearchedWhenLong
          options={choices.map(({ value: id, text, note, unavailable }) => ({
            value: id,
            content: [text, unavailable ?? note].filter(Boolean).join(' · '),
            text,
            disabled: unavailable !== undefined,
          }))}
          onUpdate={(chosen) =>
            onUpdate(choices.map((choice) => choice.value).filter((known) => chosen.includes(known)))
          }
        />
      )}
    </Field>
  );
}
