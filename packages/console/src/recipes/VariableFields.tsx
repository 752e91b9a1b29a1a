import { TrashBin } from '@gravity-ui/icons';
import { Button, Icon, TextInput } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What a run is told, by name. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** Nobody who looks over a shoulder reads it. */
  readonly isSecret: boolean;
}

interface VariableFieldsProps {
  readonly variables: readonly Variable[];
  readonly onUpdate: (variables: readonly Variable[]) => void;
}

export function VariableFields({ variables, onUpdate }: VariableFieldsProps): ReactNode {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<Variable>): void =>
    onUpdate(variables.map((variable, index) => (index === at ? { ...variable, ...part } : variable)));
  return variables.map(({ name, value, isSecret }, at) => (
    // They have no other identity than their place.
    // oxlint-disable-next-line react/no-array-index-key
    <div key={at} className="ingot-row ingot-row_still">
      <TextInput
        value={name}
        onUpdate={(next) => change(at, { name: next })}
        placeholder={t('recipes.variable.name')}
        controlProps={{ 'aria-label': t('recipes.variable.nameOf', { number: at + 1 }) }}
      />
      <TextInput
        value={value}
        type={isSecret ? 'password' : 'text'}
        autoComplete={isSecret ? 'new-password' : 'off'}
        onUpdate={(next) => change(at, { value: next })}
        placeholder={isSecret ? t('recipes.variable.secret') : t('recipes.variable.value')}
        controlProps={{ 'aria-label': t('recipes.variable.valueOf', { number: at + 1 }) }}
      />
      <Button
        view="flat"
        aria-label={t('recipes.variable.remove', { number: at + 1 })}
        onClick={() => onUpdate(variables.filter((_, index) => index !== at))}
      >
        <Icon data={TrashBin} />
      </Button>
    </div>
  ));
}
