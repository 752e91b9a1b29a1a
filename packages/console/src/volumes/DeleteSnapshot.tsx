import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useSession } from '../session/session.ts';
import { snapshotUsesQuery, useDeleteSnapshot, type Snapshot } from './snapshot-queries.ts';
import { useVolumeName } from './use-volume-name.ts';
import { Uses } from './Uses.tsx';
import './messages.ts';

interface DeleteSnapshotProps {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}

/** Says what a delete frees, and what keeps the snapshot from going. */
export function DeleteSnapshot({ snapshot, onClose }: DeleteSnapshotProps): ReactNode {
  const { t } = useTranslation();
  const remove = useDeleteSnapshot(useSession().project.id);
  const { data: uses } = useQuery(snapshotUsesQuery(snapshot.id));
  return (
    <ConfirmDialog
      open
      title={t('volumes.delete.title', { name: useVolumeName()(snapshot) })}
      text={t('snapshots.delete.text')}
      action={t('volumes.do.delete')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate(snapshot.id, { onSuccess: onClose })}
    >
      {uses ? <Uses uses={uses} /> : null}
    </ConfirmDialog>
  );
}
