import { TextArea, TextInput } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { Field, type FieldProps } from './Field.tsx';

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onUpdate: (value: string) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  /** Lines shown; one, which takes no line breaks, unless given. */
  readonly lines?: number;
  /** A text in which every column counts. */
  readonly isCode?: boolean;
}

export function TextField({
  label,
  hint,
  isDisabled = false,
  lines,
  isCode = false,
  ...props
}: TextFieldProps): ReactNode {
  return (
    <Field label={label} hint={hint}>
      {(ids) => {
        const shared = {
          ...props,
          id: ids.control,
          size: 'l' as const,
          className: isCode ? 'ingot-code' : '',
          disabled: isDisabled,
          controlProps: { 'aria-describedby': ids.hint },
        };
        return lines === undefined ? (
          <TextInput {...shared} autoComplete={false} />
        ) : (
          <TextArea {...shared} minRows={lines} />
        );
      }}
    </Field>
  );
}
