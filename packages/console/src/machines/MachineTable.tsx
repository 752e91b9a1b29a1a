import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PublicationProgress } from '../desktop-images/PublicationProgress.tsx';
import { useFormats } from '../format/use-formats.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import type { Machine } from './machine-queries.ts';
import { MachineRowActions } from './MachineRowActions.tsx';
import { MachineStatus } from './MachineStatus.tsx';
import { MachineTaskDialog, type MachineTask } from './MachineTaskDialog.tsx';

interface MachineTableProps {
  readonly machines: readonly Machine[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
}

export function MachineTable({ machines, isLoading, onEnd }: MachineTableProps): ReactNode {
  const { t } = useTranslation();
  const [task, setTask] = useState<MachineTask | null>(null);
  return (
    <>
      <DataTable
        label={t('section.sourceVms')}
        columns={useColumns(setTask)}
        rows={machines}
        rowId={({ id }) => id}
        isLoading={isLoading}
        onEnd={onEnd}
      />
      {task === null ? null : <MachineTaskDialog task={task} onClose={() => setTask(null)} />}
    </>
  );
}

function useColumns(onTask: (task: MachineTask) => void): readonly Column<Machine>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('machines.name'),
        cell: ({ id, name }) => (
          <Link to="/images/source-vms/$id" params={{ id }} className="ingot-link" title={name}>
            {name}
          </Link>
        ),
      },
      {
        id: 'status',
        header: t('machines.status'),
        cell: (machine) =>
          machine.publicationId === null ? (
            <MachineStatus machine={machine} />
          ) : (
            <PublicationProgress id={machine.publicationId} />
          ),
      },
      {
        id: 'imageType',
        header: t('machines.imageType'),
        cell: ({ imageType }) => imageType?.toUpperCase() ?? t('word.none'),
      },
      {
        id: 'os',
        isMinor: true,
        header: t('machines.osType'),
        cell: ({ osType }) => (osType === null ? t('word.none') : t(`machines.osType.${osType}`)),
      },
      { id: 'flavor', isMinor: true, header: t('machines.flavor'), cell: ({ flavor }) => flavor.name },
      {
        id: 'created',
        isMinor: true,
        header: t('machines.created'),
        cell: ({ createdAt }) => formats.time(createdAt),
      },
      {
        id: 'actions',
        hasActions: true,
        header: t('word.actions'),
        cell: (machine) => <MachineRowActions machine={machine} onTask={onTask} />,
      },
    ],
    [t, formats, onTask],
  );
}
