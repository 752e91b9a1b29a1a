import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import type { Snapshot } from './snapshot-queries.ts';
import type { SnapshotTask } from './SnapshotTaskDialog.tsx';
import { useVolumeName } from './use-volume-name.ts';
import { VolumeName } from './VolumeName.tsx';
import { VolumeStatus } from './VolumeStatus.tsx';
import { isoOf } from './wire-time.ts';

type Handler = (task: SnapshotTask) => void;

interface SnapshotTableProps {
  readonly snapshots: readonly Snapshot[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
  readonly onTask: Handler;
}

export function SnapshotTable({ snapshots, isLoading, onEnd, onTask }: SnapshotTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('section.snapshots')}
      columns={useColumns(onTask)}
      rows={snapshots}
      rowId={({ id }) => id}
      isLoading={isLoading}
      onEnd={onEnd}
    />
  );
}

function useColumns(onTask: Handler): readonly Column<Snapshot>[] {
  const { t } = useTranslation();
  const { bytes, time } = useFormats();
  const nameOf = useVolumeName();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('volumes.name'),
        cell: (snapshot) => <span title={snapshot.description ?? undefined}>{nameOf(snapshot)}</span>,
      },
      {
        id: 'status',
        header: t('volumes.status'),
        cell: ({ status }) => <VolumeStatus status={status} of="snapshot" />,
      },
      { id: 'volume', header: t('snapshots.volume'), cell: ({ volume_id: id }) => <VolumeName id={id} /> },
      { id: 'size', header: t('volumes.size'), isNumber: true, cell: ({ size }) => bytes(size * 2 ** 30) },
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
        cell: (snapshot) => {
          const ready = snapshot.status === 'available' ? undefined : t('snapshots.notReady');
          const busy = ready === undefined || snapshot.status === 'error' ? undefined : ready;
          return (
            <RowMenu
              name={nameOf(snapshot)}
              actions={[
                {
                  text: t('snapshots.do.volume'),
                  onSelect: () => onTask({ do: 'volume', snapshot }),
                  unavailable: ready,
                },
                {
                  text: t('volumes.do.capture'),
                  onSelect: () => onTask({ do: 'capture', snapshot }),
                  unavailable: ready,
                },
                {
                  text: t('volumes.do.delete'),
                  onSelect: () => onTask({ do: 'delete', snapshot }),
                  isDangerous: true,
                  unavailable: busy,
                },
              ]}
            />
          );
        },
      },
    ],
    [t, bytes, time, nameOf, onTask],
  );
}
