import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flavorsQuery } from '../flavors/flavor-queries.ts';
import { SelectField } from '../kit/form/SelectField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useFlavorChoices } from './use-flavor-choices.ts';
import { OS_TYPES, useChangeMachine, type Machine, type OsType } from './machine-queries.ts';
import { useUnavailable } from './use-unavailable.ts';
import './messages.ts';

interface EditMachineProps {
  readonly machine: Machine;
  readonly onClose: () => void;
}

/** Name and description at any time; hardware while the machine is off. */
export function EditMachine({ machine, onClose }: EditMachineProps): ReactNode {
  const { t } = useTranslation();
  const change = useChangeMachine();
  const whyNotHardware = useUnavailable()(machine, 'edit-hardware');
  const [name, setName] = useState(machine.name);
  const [description, setDescription] = useState(machine.description ?? '');
  const [flavor, setFlavor] = useState<string | null>(null);
  const [osType, setOsType] = useState<OsType | null>(machine.osType);
  const choices = useFlavorChoices(useQuery(flavorsQuery({ desktopType: machine.imageType ?? undefined })).data ?? []);
  const current = choices.find(({ text }) => text === machine.flavor.name)?.value ?? null;
  const hardware = {
    ...(flavor !== null && flavor !== current && { flavor }),
    ...(osType !== machine.osType && { osType }),
  };
  const body = { name: name.trim(), description: description.trim() || null, ...hardware };
  return (
    <FormDialog
      open
      title={t('machines.edit.title', machine)}
      action={t('machines.save')}
      isComplete={body.name !== ''}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() => change.mutate({ id: machine.id, body }, { onSuccess: onClose })}
    >
      <TextField label={t('machines.name')} value={name} onUpdate={setName} />
      <TextField label={t('machines.description')} value={description} onUpdate={setDescription} />
      {whyNotHardware === undefined ? (
        <>
          <SelectField
            label={t('machines.flavor')}
            hint={t('machines.flavor.now', { name: machine.flavor.name })}
            choices={choices}
            value={flavor ?? current}
            onUpdate={setFlavor}
          />
          <SelectField
            label={t('machines.osType')}
            choices={OS_TYPES.map((value) => ({ value, text: t(`machines.osType.${value}`) }))}
            value={osType}
            onUpdate={setOsType}
          />
        </>
      ) : (
        <span className="ingot-quiet">{t('machines.edit.hardware', { why: whyNotHardware })}</span>
      )}
    </FormDialog>
  );
}
