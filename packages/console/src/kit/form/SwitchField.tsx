import { Switch, Text } from '@gravity-ui/uikit';
import { useId, type ReactNode } from 'react';
import type { FieldProps } from './Field.tsx';

interface SwitchFieldProps extends FieldProps {
  readonly value: boolean;
  readonly onUpdate: (value: boolean) => void;
  readonly isDisabled?: boolean;
}

export function SwitchField({ label, hint, value, onUpdate, isDisabled = false }: SwitchFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="ingot-field">
      <Switch
        size="l"
        checked={value}
        onUpdate={onUpdate}
        disabled={isDisabled}
        controlProps={{ 'aria-describedby': hint === undefined ? undefined : id }}
      >
        {label}
      </Switch>
      {hint === undefined ? null : (
        <Text id={id} color="secondary" variant="caption-2">
          {hint}
        </Text>
      )}
    </div>
  );
}
