import { Text } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import type { Choice } from './choice.ts';
import { Field, type FieldProps } from './Field.tsx';
import { SteadySelect } from './SteadySelect.tsx';

interface SelectFieldProps<Value extends string> extends FieldProps {
  readonly choices: readonly Choice<Value>[];
  /** Null while nothing is chosen. */
  readonly value: Value | null;
  readonly onUpdate: (value: Value) => void;
  readonly placeholder?: string;
  readonly isLoading?: boolean;
}

/** One of a list that may be long. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>): ReactNode {
  const { label, hint, choices, value, onUpdate, placeholder, isLoading = false } = props;
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <SteadySelect<Choice<Value>>
          id={ids.control}
          {...(ids.hint !== undefined && { 'aria-describedby': ids.hint })}
          size="l"
          width="max"
          value={value === null ? [] : [value]}
          placeholder={placeholder}
          loading={isLoading}
          isSearchedWhenLong
          options={choices.map((choice) => ({
            value: choice.value,
            text: choice.text,
            disabled: choice.unavailable !== undefined,
            data: choice,
          }))}
          renderOption={({ data }) => (data === undefined ? <></> : <ChoiceView {...data} />)}
          onUpdate={([next]) => {
            const known = choices.find((choice) => choice.value === next);
            if (known) onUpdate(known.value);
          }}
        />
      )}
    </Field>
  );
}

function ChoiceView({ text, note, unavailable }: Choice<string>): ReactNode {
  const aside = unavailable ?? note;
  return (
    <span>
      {text}
      {aside === undefined ? null : (
        <Text color="secondary" className="ingot-table__note">
          {aside}
        </Text>
      )}
    </span>
  );
}
