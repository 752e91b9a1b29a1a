import { Checkbox } from '@gravity-ui/uikit';
import { useId, type ReactNode } from 'react';
import type { Choice } from './choice.ts';
import { ChoiceNote } from './ChoiceNote.tsx';

interface CheckboxesFieldProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  /** May hold what is not offered here; that stays. */
  readonly value: readonly Value[];
  readonly onUpdate: (value: readonly Value[]) => void;
}

/** Any number of a few, with what each means below it. */
export function CheckboxesField<Value extends string>(props: CheckboxesFieldProps<Value>): ReactNode {
  const { label, choices, value, onUpdate } = props;
  const toggle = (toggled: Value): void =>
    onUpdate(value.includes(toggled) ? value.filter((known) => known !== toggled) : [...value, toggled]);
  return (
    <fieldset className="ingot-fieldset">
      <legend>{label}</legend>
      <div className="ingot-stack">
        {choices.map((choice) => (
          <CheckboxChoice
            key={choice.value}
            choice={choice}
            isChosen={value.includes(choice.value)}
            onToggle={() => toggle(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface CheckboxChoiceProps {
  readonly choice: Choice<string>;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function CheckboxChoice({ choice, isChosen, onToggle }: CheckboxChoiceProps): ReactNode {
  const note = choice.unavailable ?? choice.note;
  const id = useId();
  return (
    <div>
      <Checkbox
        checked={isChosen}
        disabled={choice.unavailable !== undefined}
        controlProps={{ 'aria-describedby': note === undefined ? undefined : id }}
        onUpdate={onToggle}
      >
        {choice.text}
      </Checkbox>
      <ChoiceNote id={id} text={note} />
    </div>
  );
}
