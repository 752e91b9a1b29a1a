import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { useCreateSnapshot } from './snapshot-queries.ts';
import { useVolumeName } from './use-volume-name.ts';
import { VolumeField } from './VolumeField.tsx';
import type { Volume } from './volume-queries.ts';
import './messages.ts';

interface SnapshotVolumeProps {
  /** The volume that it is of; null to have one chosen. */
  readonly volume: Volume | null;
  readonly onClose: () => void;
}

export function SnapshotVolume({ volume, onClose }: SnapshotVolumeProps): ReactNode {
  const { t } = useTranslation();
  const create = useCreateSnapshot(useSession().project.id);
  const nameOf = useVolumeName();
  const [of, setOf] = useState<string | null>(volume?.id ?? null);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  return (
    <FormDialog
      open
      title={volume === null ? t('snapshots.create.title') : t('snapshots.create.of', { name: nameOf(volume) })}
      action={t('snapshots.create')}
      isComplete={of !== null && name.trim() !== ''}
      isPending={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={() => {
        if (of === null) return;
        const snapshot = { volume_id: of, name: name.trim(), description: description.trim() || null };
        create.mutate(snapshot, { onSuccess: onClose });
      }}
    >
      {volume === null ? <VolumeField label={t('snapshots.volume')} value={of} onUpdate={setOf} /> : null}
      <TextField label={t('volumes.name')} value={name} onUpdate={setName} />
      <TextField label={t('volumes.description')} value={description} onUpdate={setDescription} />
    </FormDialog>
  );
}
