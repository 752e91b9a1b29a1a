import { TextInput } from '@gravity-ui/uikit';
import { useEffect, useState, type ReactNode } from 'react';

/** Milliseconds after the last letter before anybody is asked. */
const PAUSE = 200;

interface SearchFieldProps {
  /** What is looked for, also what stands in the field while it is empty. */
  readonly label: string;
  readonly value: string;
  readonly onUpdate: (value: string) => void;
}

/** What is written is looked for when somebody stops writing. */
export function SearchField({ label, value, onUpdate }: SearchFieldProps): ReactNode {
  const [text, setText] = useState(value);
  const [shown, setShown] = useState(value);
  // The address was changed by something else: a link, or the way back.
  if (shown !== value) {
    setShown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onUpdate(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text, value, onUpdate]);
  return (
    <span className="ingot-search">
      <TextInput
        type="search"
        placeholder={label}
        controlProps={{ 'aria-label': label }}
        value={text}
        onUpdate={setText}
        hasClear
      />
    </span>
  );
}
