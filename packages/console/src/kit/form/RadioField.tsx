import { Radio } from '@gravity-ui/uikit';
import { useId, type ReactNode } from 'react';
import type { Choice } from './choice.ts';
import { ChoiceNote } from './ChoiceNote.tsx';

interface RadioFieldProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  /** Null while nothing is chosen. */
  readonly value: Value | null;
  readonly onUpdate: (value: Value) => void;
}

/** One of a few, with what each means below it. */
export function RadioField<Value extends string>(props: RadioFieldProps<Value>): ReactNode {
  const { label, choices, value, onUpdate } = props;
  const group = useId();
  return (
    <fieldset className="ingot-fieldset">
      <legend>{label}</legend>
      <div className="ingot-stack">
        {choices.map((choice) => (
          <RadioChoice
            key={choice.value}
            group={group}
            choice={choice}
            isChosen={choice.value === value}
            onChoose={() => onUpdate(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface RadioChoiceProps {
  readonly group: string;
  readonly choice: Choice<string>;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function RadioChoice({ group, choice, isChosen, onChoose }: RadioChoiceProps): ReactNode {
  const note = choice.unavailable ?? choice.note;
  const id = useId();
  return (
    <div>
      <Radio
        name={group}
        value={choice.value}
        checked={isChosen}
        disabled={choice.unavailable !== undefined}
        controlProps={{ 'aria-describedby': note === undefined ? undefined : id }}
        onChange={onChoose}
      >
        {choice.text}
      </Radio>
      <ChoiceNote id={id} text={note} />
    </div>
  );
}
