import { Text } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useSaid } from '../i18n/use-said.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { Part } from '../kit/Part.tsx';
import { nextPage } from '../kit/next-page.ts';
import { runsQuery, type ListedRun } from './recipe-queries.ts';
import { RunStatus } from './RunStatus.tsx';

/** What was built by a recipe. */
export function Runs({ recipe }: { readonly recipe: string }): ReactNode {
  const { t } = useTranslation();
  const list = useInfiniteQuery(runsQuery(recipe));
  const { data, error, isPending } = list;
  const columns = useColumns();
  const runs = data?.pages.flatMap((page) => page.runs) ?? [];
  return (
    <Part title={t('recipes.runs')}>
      {error ? <ErrorView error={error} /> : null}
      {!isPending && runs.length === 0 ? (
        <Text color="secondary">{t('recipes.runs.none')}</Text>
      ) : (
        <DataTable label={t('recipes.runs')} columns={columns} rows={runs} rowId={({ id }) => id} {...nextPage(list)} />
      )}
    </Part>
  );
}

function useColumns(): readonly Column<ListedRun>[] {
  const { t } = useTranslation();
  const said = useSaid();
  const { number, time } = useFormats();
  return useMemo(
    () => [
      {
        id: 'begun',
        header: t('recipes.begun'),
        cell: ({ id, createdAt }) => (
          <Link to="/images/recipes/runs/$id" params={{ id }} className="ingot-link">
            {time(createdAt)}
          </Link>
        ),
      },
      { id: 'status', header: t('recipes.status'), cell: ({ status }) => <RunStatus status={status} /> },
      {
        id: 'revision',
        header: t('recipes.revision'),
        isNumber: true,
        cell: ({ recipeRevision }) => (recipeRevision === null ? t('word.none') : number(recipeRevision)),
      },
      {
        id: 'failure',
        header: t('recipes.failure'),
        isMinor: true,
        cell: ({ failure }) => (
          <span className="ingot-table__clipped" title={failure === null ? undefined : said(failure)}>
            {failure === null ? t('word.none') : said(failure)}
          </span>
        ),
      },
    ],
    [t, number, time, said],
  );
}
