import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useSession } from '../session/session.ts';
import { useVolumeName } from './use-volume-name.ts';
import { Uses } from './Uses.tsx';
import { useDeleteVolume, volumeUsesQuery, type Volume } from './volume-queries.ts';
import './messages.ts';

interface DeleteVolumeProps {
  readonly volume: Volume;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Says what a delete frees, and what keeps the volume from going. */
export function DeleteVolume({ volume, onClose, onDeleted }: DeleteVolumeProps): ReactNode {
  const { t } = useTranslation();
  const remove = useDeleteVolume(useSession().project.id);
  const { data: uses } = useQuery(volumeUsesQuery(volume.id));
  return (
    <ConfirmDialog
      open
      title={t('volumes.delete.title', { name: useVolumeName()(volume) })}
      text={t('volumes.delete.text')}
      action={t('volumes.do.delete')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate(volume.id, { onSuccess: onDeleted })}
    >
      {uses ? <Uses uses={uses} /> : null}
    </ConfirmDialog>
  );
}
