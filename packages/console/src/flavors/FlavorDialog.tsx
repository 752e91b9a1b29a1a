import { Checkbox } from '@gravity-ui/uikit';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../kit/form/NumberField.tsx';
import { SelectField } from '../kit/form/SelectField.tsx';
import { SwitchField } from '../kit/form/SwitchField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import {
  ARCHITECTURES,
  DESKTOP_TYPES,
  useSaveFlavor,
  type DesktopType,
  type Flavor,
  type NewFlavor,
} from './flavor-queries.ts';

interface FlavorDialogProps {
  /** The one to change; null to create one. */
  readonly flavor: Flavor | null;
  readonly onClose: () => void;
}

/** As written: a number may be missing while somebody types. */
interface Draft {
  readonly name: string;
  readonly description: string;
  readonly model: string;
  readonly desktopTypes: readonly DesktopType[];
  readonly architecture: Flavor['architecture'];
  readonly vcpus: number | null;
  readonly memoryMib: number | null;
  readonly systemDiskGib: number | null;
  readonly dataDiskGib: number | null;
  readonly isPublic: boolean;
}

export function FlavorDialog({ flavor, onClose }: FlavorDialogProps): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  const save = useSaveFlavor();
  const [draft, setDraft] = useState(() => draftOf(flavor));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const body = bodyOf(draft);
  return (
    <FormDialog
      open
      title={flavor === null ? t('flavors.create.title') : t('flavors.edit.title', { name: flavor.name })}
      action={flavor === null ? t('flavors.create') : t('flavors.save')}
      isComplete={body !== null}
      isPending={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={() => {
        if (body !== null) save.mutate({ id: flavor?.id ?? null, body }, { onSuccess: onClose });
      }}
    >
      <TextField label={t('flavors.name')} value={draft.name} onUpdate={(name) => change({ name })} />
      <div className="ingot-columns">
        <NumberField label={t('flavors.vcpus')} min={1} value={draft.vcpus} onUpdate={(vcpus) => change({ vcpus })} />
        <NumberField
          label={t('flavors.memory')}
          unit={t('unit.mib')}
          min={1}
          value={draft.memoryMib}
          onUpdate={(memoryMib) => change({ memoryMib })}
        />
        <NumberField
          label={t('flavors.systemDisk')}
          hint={t('flavors.systemDisk.hint')}
          unit={t('unit.gib')}
          min={0}
          value={draft.systemDiskGib}
          onUpdate={(systemDiskGib) => change({ systemDiskGib })}
        />
        <NumberField
          label={t('flavors.dataDisk')}
          hint={t('flavors.dataDisk.hint')}
          unit={t('unit.gib')}
          min={0}
          value={draft.dataDiskGib}
          onUpdate={(dataDiskGib) => change({ dataDiskGib })}
        />
      </div>
      <SelectField
        label={t('flavors.architecture')}
        choices={ARCHITECTURES.map((value) => ({ value, text: value }))}
        value={draft.architecture}
        onUpdate={(architecture) => change({ architecture })}
      />
      <DesktopTypes value={draft.desktopTypes} onUpdate={(desktopTypes) => change({ desktopTypes })} />
      <TextField
        label={t('flavors.model')}
        hint={t('flavors.model.hint')}
        value={draft.model}
        onUpdate={(model) => change({ model })}
      />
      <TextField
        label={t('flavors.description')}
        value={draft.description}
        onUpdate={(description) => change({ description })}
      />
      {flavor === null && roles.includes('admin') ? (
        <SwitchField
          label={t('flavors.isPublic')}
          value={draft.isPublic}
          onUpdate={(isPublic) => change({ isPublic })}
        />
      ) : null}
    </FormDialog>
  );
}

interface DesktopTypesProps {
  readonly value: readonly DesktopType[];
  readonly onUpdate: (value: readonly DesktopType[]) => void;
}

function DesktopTypes({ value, onUpdate }: DesktopTypesProps): ReactNode {
  const { t } = useTranslation();
  return (
    <fieldset className="ingot-fieldset">
      <legend>{t('flavors.desktopTypes.hint')}</legend>
      <span className="ingot-row">
        {DESKTOP_TYPES.map((type) => (
          <Checkbox
            key={type}
            size="l"
            checked={value.includes(type)}
            onUpdate={(isFor) => onUpdate(DESKTOP_TYPES.filter((one) => (one === type ? isFor : value.includes(one))))}
          >
            {type.toUpperCase()}
          </Checkbox>
        ))}
      </span>
    </fieldset>
  );
}

function draftOf(flavor: Flavor | null): Draft {
  return {
    name: flavor?.name ?? '',
    description: flavor?.description ?? '',
    model: flavor?.model ?? '',
    desktopTypes: flavor?.desktopTypes ?? [],
    architecture: flavor?.architecture ?? 'x86_64',
    vcpus: flavor?.vcpus ?? 2,
    memoryMib: flavor?.memoryMib ?? 4096,
    systemDiskGib: flavor?.systemDiskGib ?? 0,
    dataDiskGib: flavor?.dataDiskGib ?? 0,
    isPublic: false,
  };
}

/** Null while something is missing. */
function bodyOf(draft: Draft): NewFlavor | null {
  const { name, vcpus, memoryMib, systemDiskGib, dataDiskGib, desktopTypes, isPublic } = draft;
  if (name.trim() === '' || vcpus === null || memoryMib === null) return null;
  return {
    name: name.trim(),
    architecture: draft.architecture,
    vcpus,
    memoryMib,
    systemDiskGib: systemDiskGib ?? 0,
    dataDiskGib: dataDiskGib ?? 0,
    desktopTypes: [...desktopTypes],
    description: draft.description.trim() || null,
    model: draft.model.trim() || null,
    isPublic,
  };
}
