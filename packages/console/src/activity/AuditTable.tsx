import { Button, Label } from '@gravity-ui/uikit';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import type { AuditEntry, AuditSearch } from './audit-queries.ts';
import { auditTitle } from './audit-title.ts';

/** Characters of an id, of what has no name. */
const SHORT = 8;

interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
  readonly onNarrow: (search: Pick<AuditSearch, 'user' | 'resource'>) => void;
}

export function AuditTable({ entries, isLoading, onEnd, onNarrow }: AuditTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('activity.audit')}
      columns={useColumns(onNarrow)}
      rows={entries}
      rowId={({ requestId }) => requestId}
      isLoading={isLoading}
      onEnd={onEnd}
    />
  );
}

function useColumns(onNarrow: AuditTableProps['onNarrow']): readonly Column<AuditEntry>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('audit.column.what'),
        cell: (entry) => <span title={`${entry.method} ${entry.path}`}>{auditTitle(t, entry)}</span>,
      },
      {
        id: 'resource',
        header: t('audit.column.resource'),
        cell: ({ resource }) =>
          resource === null ? (
            t('word.none')
          ) : (
            <Narrowing
              name={resource.name ?? t('audit.id', { id: resource.id.slice(0, SHORT) })}
              onClick={() => onNarrow({ resource: resource.id })}
            />
          ),
      },
      { id: 'result', header: t('audit.column.result'), cell: ({ status }) => <Result status={status} /> },
      {
        id: 'user',
        header: t('audit.column.user'),
        cell: ({ user }) =>
          user === null ? (
            t('audit.nobody')
          ) : (
            <Narrowing name={user.name ?? user.id} onClick={() => onNarrow({ user: user.id })} />
          ),
      },
      { id: 'when', isTime: true, header: t('audit.column.when'), cell: ({ at }) => time(at) },
      { id: 'address', isMinor: true, header: t('audit.column.address'), cell: ({ remoteAddress }) => remoteAddress },
    ],
    [t, time, onNarrow],
  );
}

/** A name that narrows the list to what has it. */
function Narrowing({ name, onClick }: { readonly name: string; readonly onClick: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Button
      view="flat"
      size="s"
      className="ingot-table__clipped ingot-table__flush"
      title={t('audit.filterBy', { name })}
      onClick={onClick}
    >
      {name}
    </Button>
  );
}

function Result({ status }: { readonly status: number }): ReactNode {
  const { t } = useTranslation();
  if (status < 400) return <Label theme="success">{t('audit.done')}</Label>;
  if (status < 500) return <Label theme="warning">{t('audit.refused', { status })}</Label>;
  return <Label theme="danger">{t('audit.failed', { status })}</Label>;
}
