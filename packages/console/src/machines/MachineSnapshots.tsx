import { Label, Text } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { Part } from '../kit/Part.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import type { Machine } from './machine-queries.ts';
import {
  machineSnapshotsQuery,
  useDeleteMachineSnapshot,
  useRestoreSnapshot,
  type MachineSnapshot,
} from './machine-snapshot-queries.ts';
import { useUnavailable } from './use-unavailable.ts';

interface MachineSnapshotsProps {
  readonly machine: Machine;
  /** The button that takes one. */
  readonly action: ReactNode;
}

/** What somebody is about to do. */
interface Task {
  readonly do: 'restore' | 'delete';
  readonly snapshot: MachineSnapshot;
}

export function MachineSnapshots({ machine, action }: MachineSnapshotsProps): ReactNode {
  const { t } = useTranslation();
  const [task, setTask] = useState<Task | null>(null);
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    machineSnapshotsQuery(machine.id),
  );
  const snapshots = data?.pages.flatMap((page) => page.snapshots) ?? [];
  const columns = useColumns(machine, setTask);
  return (
    <Part title={t('machines.snapshots')} actions={action}>
      {error ? <ErrorView error={error} /> : null}
      {!isPending && snapshots.length === 0 ? (
        <Text color="secondary">{t('machines.snapshots.none')}</Text>
      ) : (
        <DataTable
          label={t('machines.snapshots')}
          columns={columns}
          rows={snapshots}
          rowId={({ id }) => id}
          isLoading={isPending}
          onEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          }}
        />
      )}
      {task === null ? null : <SnapshotTask machine={machine} task={task} onClose={() => setTask(null)} />}
    </Part>
  );
}

const THEMES = { creating: 'info', available: 'success', error: 'danger' } as const;

function useColumns(machine: Machine, onTask: (task: Task) => void): readonly Column<MachineSnapshot>[] {
  const { t } = useTranslation();
  const said = useSaid();
  const { time } = useFormats();
  const unavailable = useUnavailable();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('machines.name'),
        cell: ({ name, description }) => <span title={description ?? undefined}>{name}</span>,
      },
      {
        id: 'status',
        header: t('machines.status'),
        cell: ({ status, failure }) => (
          <Label theme={THEMES[status]} {...(failure !== null && { title: said(failure) })}>
            {t(`machines.snapshot.${status}`)}
          </Label>
        ),
      },
      {
        id: 'quiesced',
        isMinor: true,
        header: t('machines.snapshot.quiesced'),
        cell: ({ quiesced }) => (quiesced === null ? t('word.none') : quiesced ? t('word.yes') : t('word.no')),
      },
      { id: 'created', isTime: true, header: t('machines.created'), cell: ({ createdAt }) => time(createdAt) },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (snapshot) => (
          <RowMenu
            name={snapshot.name}
            actions={[
              {
                text: t('machines.snapshot.restore'),
                onSelect: () => onTask({ do: 'restore', snapshot }),
                unavailable:
                  snapshot.status === 'available' ? unavailable(machine, 'restore') : t('machines.snapshot.notReady'),
              },
              {
                text: t('machines.snapshot.delete'),
                onSelect: () => onTask({ do: 'delete', snapshot }),
                isDangerous: true,
                unavailable: snapshot.status === 'creating' ? t('machines.snapshot.notReady') : undefined,
              },
            ]}
          />
        ),
      },
    ],
    [t, time, said, unavailable, machine, onTask],
  );
}

interface SnapshotTaskProps {
  readonly machine: Machine;
  readonly task: Task;
  readonly onClose: () => void;
}

function SnapshotTask({ machine, task: { do: what, snapshot }, onClose }: SnapshotTaskProps): ReactNode {
  const { t } = useTranslation();
  const restore = useRestoreSnapshot();
  const remove = useDeleteMachineSnapshot();
  const { mutate, isPending, error } = what === 'restore' ? restore : remove;
  const names = { name: snapshot.name, machine: machine.name };
  return (
    <ConfirmDialog
      open
      title={t(`machines.snapshot.${what}.title`, names)}
      text={t(`machines.snapshot.${what}.text`, names)}
      action={t(`machines.snapshot.${what}`)}
      isDangerous
      isPending={isPending}
      error={error}
      onClose={onClose}
      onConfirm={() => mutate(snapshot, { onSuccess: onClose })}
    />
  );
}
