import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { MachineName } from '../machines/MachineName.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { useVolumeActions } from './use-volume-actions.ts';
import { useVolumeName } from './use-volume-name.ts';
import type { Volume } from './volume-queries.ts';
import { VolumeStatus } from './VolumeStatus.tsx';
import { VolumeTaskDialog, type VolumeTask } from './VolumeTaskDialog.tsx';
import { isoOf } from './wire-time.ts';

interface VolumeTableProps {
  readonly volumes: readonly Volume[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
}

export function VolumeTable({ volumes, isLoading, onEnd }: VolumeTableProps): ReactNode {
  const { t } = useTranslation();
  const [task, setTask] = useState<VolumeTask | null>(null);
  return (
    <>
      <DataTable
        label={t('section.disks')}
        columns={useColumns(setTask)}
        rows={volumes}
        rowId={({ id }) => id}
        isLoading={isLoading}
        onEnd={onEnd}
      />
      {task === null ? null : <VolumeTaskDialog task={task} onClose={() => setTask(null)} />}
    </>
  );
}

function useColumns(onTask: (task: VolumeTask) => void): readonly Column<Volume>[] {
  const { t } = useTranslation();
  const { bytes, time } = useFormats();
  const nameOf = useVolumeName();
  const actionsOf = useVolumeActions(onTask);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('volumes.name'),
        cell: (volume) => (
          <Link to="/disks/$id" params={{ id: volume.id }} className="ingot-link" title={nameOf(volume)}>
            {nameOf(volume)}
          </Link>
        ),
      },
      { id: 'status', header: t('volumes.status'), cell: ({ status }) => <VolumeStatus status={status} /> },
      { id: 'size', header: t('volumes.size'), isNumber: true, cell: ({ size }) => bytes(size * 2 ** 30) },
      {
        id: 'bootable',
        isMinor: true,
        header: t('volumes.bootable'),
        cell: ({ bootable }) => (bootable === 'true' ? t('word.yes') : t('word.no')),
      },
      {
        id: 'machine',
        header: t('volumes.machine'),
        cell: ({ attachments: [attachment] }) =>
          attachment?.server_id ? <MachineName id={attachment.server_id} /> : t('word.none'),
      },
      {
        id: 'created',
        isMinor: true,
        header: t('volumes.created'),
        cell: ({ created_at: at }) => time(isoOf(at)),
      },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (volume) => <RowMenu name={nameOf(volume)} actions={actionsOf(volume)} />,
      },
    ],
    [t, bytes, time, nameOf, actionsOf],
  );
}
