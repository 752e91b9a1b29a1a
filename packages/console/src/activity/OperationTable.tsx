import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import type { Operation } from './operation-queries.ts';
import { operationTitle } from './operation-title.ts';
import { OperationStatus } from './OperationStatus.tsx';
import { SubjectName } from './SubjectName.tsx';

type Handler = (operation: Operation) => void;

interface OperationTableProps {
  readonly operations: readonly Operation[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
  readonly onCancel: Handler;
  readonly onRetry: Handler;
}

export function OperationTable({ operations, isLoading, onEnd, onCancel, onRetry }: OperationTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('activity.operations')}
      columns={useColumns(onCancel, onRetry)}
      rows={operations}
      rowId={({ id }) => id}
      isLoading={isLoading}
      onEnd={onEnd}
    />
  );
}

function useColumns(onCancel: Handler, onRetry: Handler): readonly Column<Operation>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const said = useSaid();
  return useMemo(() => {
    const whyNot = (obstacle: string | null): string | undefined => (obstacle === null ? undefined : said(obstacle));
    return [
      { id: 'action', header: t('activity.column.action'), cell: (operation) => operationTitle(t, operation) },
      {
        id: 'subject',
        header: t('activity.column.subject'),
        cell: (operation) => <SubjectName operation={operation} />,
      },
      {
        id: 'status',
        header: t('activity.column.status'),
        cell: (operation) => <OperationStatus operation={operation} />,
      },
      {
        id: 'message',
        header: t('activity.column.message'),
        cell: ({ message }) => (
          <span className="ingot-table__clipped" title={said(message)}>
            {said(message) || t('word.none')}
          </span>
        ),
      },
      {
        id: 'user',
        isMinor: true,
        header: t('activity.column.user'),
        cell: ({ user }) => (user === null ? t('word.none') : (user.name ?? user.id)),
      },
      { id: 'started', isTime: true, header: t('activity.column.started'), cell: ({ createdAt }) => time(createdAt) },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (operation) => (
          <RowMenu
            name={operationTitle(t, operation)}
            actions={[
              {
                text: t('activity.cancel'),
                onSelect: () => onCancel(operation),
                isDangerous: true,
                unavailable: whyNot(operation.obstacles.cancel),
              },
              {
                text: t('activity.retry'),
                onSelect: () => onRetry(operation),
                unavailable: whyNot(operation.obstacles.retry),
              },
            ]}
          />
        ),
      },
    ];
  }, [t, time, said, onCancel, onRetry]);
}
