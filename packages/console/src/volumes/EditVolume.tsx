import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../kit/form/TextField.tsx';
import { FormDialog } from '../kit/FormDialog.tsx';
import { useSession } from '../session/session.ts';
import { useVolumeName } from './use-volume-name.ts';
import { useChangeVolume, type Volume } from './volume-queries.ts';
import './messages.ts';

interface EditVolumeProps {
  readonly volume: Volume;
  readonly onClose: () => void;
}

export function EditVolume({ volume, onClose }: EditVolumeProps): ReactNode {
  const { t } = useTranslation();
  const change = useChangeVolume(useSession().project.id);
  const [name, setName] = useState(volume.name ?? '');
  const [description, setDescription] = useState(volume.description ?? '');
  return (
    <FormDialog
      open
      title={t('volumes.edit.title', { name: useVolumeName()(volume) })}
      action={t('volumes.save')}
      isComplete
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={() =>
        change.mutate(
          { id: volume.id, name: name.trim(), description: description.trim() || null },
          { onSuccess: onClose },
        )
      }
    >
      <TextField label={t('volumes.name')} value={name} onUpdate={setName} />
      <TextField label={t('volumes.description')} value={description} onUpdate={setDescription} />
    </FormDialog>
  );
}
