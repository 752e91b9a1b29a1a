import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { flavorsQuery } from '../../flavors/flavor-queries.ts';
import { MoreSettings } from '../../kit/form/MoreSettings.tsx';
import { NumberField } from '../../kit/form/NumberField.tsx';
import { SelectField } from '../../kit/form/SelectField.tsx';
import { SwitchField } from '../../kit/form/SwitchField.tsx';
import { TextField } from '../../kit/form/TextField.tsx';
import { FormDialog } from '../../kit/FormDialog.tsx';
import { IMAGE_TYPES, OS_TYPES, useCreateMachine } from '../machine-queries.ts';
import { useFlavorChoices } from '../use-flavor-choices.ts';
import { bodyOf, EMPTY_DRAFT, FIRMWARE_CHOICES, NETWORKS, type MachineDraft } from './machine-draft.ts';
import { SourceFields } from './SourceFields.tsx';
import '../messages.ts';

export function CreateMachine({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateMachine();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const change = (part: Partial<MachineDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const { data: flavors = [], isPending } = useQuery(flavorsQuery({ desktopType: draft.imageType ?? undefined }));
  const choices = useFlavorChoices(flavors);
  // A flavor may not be for the type that was chosen after it.
  const flavor = choices.find(({ value }) => value === draft.flavor)?.value ?? null;
  const body = bodyOf({ ...draft, flavor });
  return (
    <FormDialog
      open
      title={t('machines.create.title')}
      action={t('machines.create')}
      isComplete={body !== null}
      isPending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => {
        if (body === null) return;
        create.mutate(body, {
          onSuccess: ({ id }) => void navigate({ to: '/images/source-vms/$id', params: { id } }),
        });
      }}
    >
      <TextField label={t('machines.name')} value={draft.name} onUpdate={(name) => change({ name })} />
      <SourceFields draft={draft} change={change} />
      <div className="ingot-columns">
        <SelectField
          label={t('machines.imageType')}
          hint={t('machines.imageType.hint')}
          choices={IMAGE_TYPES.map((value) => ({ value, text: value.toUpperCase() }))}
          value={draft.imageType}
          onUpdate={(imageType) => change({ imageType })}
        />
        <SelectField
          label={t('machines.osType')}
          choices={OS_TYPES.map((value) => ({ value, text: t(`machines.osType.${value}`) }))}
          value={draft.osType}
          onUpdate={(osType) => change({ osType })}
        />
        <SelectField
          label={t('machines.flavor')}
          isLoading={isPending}
          choices={choices}
          value={flavor}
          onUpdate={(id) => change({ flavor: id })}
        />
        <NumberField
          label={t('machines.diskSize')}
          hint={draft.source === 'iso' ? t('machines.diskSize.blank') : t('machines.diskSize.hint')}
          unit={t('unit.gib')}
          min={1}
          value={draft.sizeGib}
          onUpdate={(sizeGib) => change({ sizeGib })}
        />
        <SelectField
          label={t('machines.network')}
          choices={NETWORKS.map((value) => ({ value, text: t(`machines.network.${value}`) }))}
          value={draft.network}
          onUpdate={(network) => change({ network })}
        />
      </div>
      <MoreSettings>
        <TextField
          label={t('machines.description')}
          value={draft.description}
          onUpdate={(description) => change({ description })}
        />
        <SelectField
          label={t('machines.firmware')}
          choices={FIRMWARE_CHOICES.map((value) => ({ value, text: t(`machines.firmware.${value}`) }))}
          value={draft.firmware}
          onUpdate={(firmware) => change({ firmware })}
        />
        <TextField
          label={t('machines.userData')}
          hint={t('machines.userData.hint')}
          lines={4}
          isCode
          value={draft.userData}
          onUpdate={(userData) => change({ userData })}
        />
      </MoreSettings>
      <SwitchField label={t('machines.startNow')} value={draft.start} onUpdate={(start) => change({ start })} />
    </FormDialog>
  );
}
