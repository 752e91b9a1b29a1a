import { Label, Progress } from '@gravity-ui/uikit';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { WORK_THEMES } from '../kit/work-themes.ts';
import { runOutcome } from './run-outcome.ts';
import { useCancelRun, type Run } from './store-queries.ts';

interface RunTableProps {
  readonly runs: readonly Run[];
  readonly isLoading: boolean;
}

/** What was done to the store not long ago, and what is. */
export function RunTable({ runs, isLoading }: RunTableProps): ReactNode {
  const { t } = useTranslation();
  const { mutate } = useCancelRun();
  return (
    <DataTable
      label={t('store.runs')}
      columns={useColumns(mutate)}
      rows={runs}
      rowId={({ id }) => id}
      isLoading={isLoading}
    />
  );
}

function useColumns(onCancel: (id: string) => void): readonly Column<Run>[] {
  const { t } = useTranslation();
  const said = useSaid();
  const { time, bytes } = useFormats();
  return useMemo(
    () => [
      { id: 'kind', header: t('store.run.kind'), cell: (run) => kindOf(t, run) },
      { id: 'status', header: t('store.run.status'), cell: (run) => <RunStatus run={run} /> },
      {
        id: 'outcome',
        header: t('store.run.outcome'),
        cell: (run) => {
          const outcome = runOutcome(t, said, bytes, run);
          return (
            <span className="ingot-table__clipped" title={outcome}>
              {outcome}
            </span>
          );
        },
      },
      { id: 'started', isTime: true, header: t('store.run.started'), cell: ({ createdAt }) => time(createdAt) },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (run) => (
          <RowMenu
            name={kindOf(t, run)}
            actions={[
              {
                text: t('store.run.stop'),
                onSelect: () => onCancel(run.id),
                unavailable: run.finishedAt === null ? undefined : t('store.run.over'),
              },
            ]}
          />
        ),
      },
    ],
    [t, time, bytes, said, onCancel],
  );
}

function kindOf(t: ReturnType<typeof useTranslation>['t'], { request, kind }: Run): string {
  return 'dryRun' in request && request.dryRun ? t('store.start.dryRun') : t(`store.start.${kind}`);
}

function RunStatus({ run: { status, figures } }: { readonly run: Run }): ReactNode {
  const { t } = useTranslation();
  const label = <Label theme={WORK_THEMES[status]}>{t(`store.run.status.${status}`)}</Label>;
  if (status !== 'running' || figures === null || !('totalBytes' in figures) || figures.totalBytes === 0) return label;
  const percent = Math.min(100, Math.floor((figures.bytes / figures.totalBytes) * 100));
  return (
    <span className="ingot-row">
      {label}
      <span className="ingot-operation__progress">
        <Progress size="xs" value={percent} aria-label={t('store.run.status.running')} />
      </span>
      {percent} %
    </span>
  );
}
