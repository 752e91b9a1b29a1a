import type { NewVolume } from '@ingot/client';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ImageField } from '../images/ImageField.tsx';
import { NumberField } from '../kit/form/NumberField.tsx';
import { SelectField } from '../kit/form/SelectField.tsx';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { SnapshotField } from './SnapshotField.tsx';
import { VolumeField } from './VolumeField.tsx';
import { useCreateVolume } from './volume-queries.ts';
import './messages.ts';

interface CreateVolumeProps {
  /** Id of the snapshot that it is made of; null to have the source chosen. */
  readonly snapshot: string | null;
  readonly onClose: () => void;
}

const SOURCES = ['blank', 'image', 'snapshot', 'volume'] as const;

interface Draft {
  readonly name: string;
  readonly description: string;
  readonly source: (typeof SOURCES)[number];
  /** Id of the source. */
  readonly of: string | null;
  /** Null for that of the source. */
  readonly sizeGib: number | null;
}

export function CreateVolume({ snapshot, onClose }: CreateVolumeProps): ReactNode {
  const { t } = useTranslation();
  const create = useCreateVolume(useSession().project.id);
  const [draft, setDraft] = useState<Draft>({
    name: '',
    description: '',
    source: snapshot === null ? 'blank' : 'snapshot',
    of: snapshot,
    sizeGib: snapshot === null ? 10 : null,
  });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const body = bodyOf(draft);
  const field = {
    label: t(`volumes.source.${draft.source}`),
    value: draft.of,
    onUpdate: (of: string) => change({ of }),
  };
  return (
    <FormDialog
      open
      title={t('volumes.create.title')}
      action={t('volumes.create')}
      isComplete={body !== null}
      isPending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => {
        if (body !== null) create.mutate(body, { onSuccess: onClose });
      }}
    >
      <TextField label={t('volumes.name')} value={draft.name} onUpdate={(name) => change({ name })} />
      {snapshot === null ? (
        <SelectField
          label={t('volumes.source')}
          choices={SOURCES.map((value) => ({ value, text: t(`volumes.source.${value}`) }))}
          value={draft.source}
          onUpdate={(source) => change({ source, of: null, sizeGib: source === 'blank' ? 10 : null })}
        />
      ) : null}
      {draft.source === 'image' ? <ImageField {...field} kind="disk" /> : null}
      {draft.source === 'snapshot' && snapshot === null ? <SnapshotField {...field} /> : null}
      {draft.source === 'volume' ? <VolumeField {...field} /> : null}
      <NumberField
        label={t('volumes.size')}
        {...(draft.source !== 'blank' && { hint: t('volumes.size.hint') })}
        unit={t('unit.gib')}
        min={1}
        value={draft.sizeGib}
        onUpdate={(sizeGib) => change({ sizeGib })}
      />
      <TextField
        label={t('volumes.description')}
        value={draft.description}
        onUpdate={(description) => change({ description })}
      />
    </FormDialog>
  );
}

/** Null while something is missing. A disk of an image says by itself how large it has to be. */
function bodyOf({ name, description, source, of, sizeGib }: Draft): NewVolume | null {
  const shared = {
    name: name.trim(),
    description: description.trim() || null,
    ...(sizeGib !== null && { size: sizeGib }),
  };
  if (source === 'blank') return sizeGib === null ? null : shared;
  if (of === null) return null;
  switch (source) {
    case 'image':
      return { ...shared, imageRef: of };
    case 'snapshot':
      return { ...shared, snapshot_id: of };
    case 'volume':
      return { ...shared, source_volid: of };
  }
}
