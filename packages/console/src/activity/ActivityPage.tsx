import { Button, Switch, useToaster } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { useSaid } from '../i18n/use-said.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { useSession } from '../session/session.ts';
import { ActivityTabs } from './ActivityTabs.tsx';
import { CancelOperation } from './CancelOperation.tsx';
import {
  OPERATION_FILTERS,
  operationsQuery,
  useRetryOperation,
  type ActivitySearch,
  type Operation,
} from './operation-queries.ts';
import { OperationTable } from './OperationTable.tsx';
import './messages.ts';

/** Stands in the filter for no filter. */
const ANY = 'any';

export function ActivityPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/activity' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(operationsQuery(search));
  const { data, error, isPending, refetch } = list;
  const [cancelled, setCancelled] = useState<Operation | null>(null);
  const onRetry = useRetry();
  const operations = data?.pages.flatMap((page) => page.operations) ?? [];
  const narrow = (next: ActivitySearch): void => void navigate({ to: '/activity', search: next, replace: true });

  return (
    <section className="ingot-page">
      <ActivityTabs />
      <PageHeader title={t('activity.operations')} />
      <Filters search={search} narrow={narrow} />
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {!isPending && operations.length === 0 && error === null ? (
        <NoOperations isFiltered={search.status !== undefined} reset={() => narrow({})} />
      ) : (
        <OperationTable operations={operations} {...nextPage(list)} onCancel={setCancelled} onRetry={onRetry} />
      )}
      {cancelled ? <CancelOperation operation={cancelled} onClose={() => setCancelled(null)} /> : null}
    </section>
  );
}

/** Tells what came of it at the edge of the page: no dialog asks for it. */
function useRetry(): (operation: Operation) => void {
  const retry = useRetryOperation();
  const toaster = useToaster();
  const said = useSaid();
  const { mutate } = retry;
  return useCallback(
    ({ id }: Operation) =>
      mutate(id, {
        onError: (error) => toaster.add({ name: `retry-${id}`, title: said(error.message), theme: 'danger' }),
      }),
    [mutate, toaster, said],
  );
}

interface FiltersProps {
  readonly search: ActivitySearch;
  readonly narrow: (search: ActivitySearch) => void;
}

function Filters({ search, narrow }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const { roles } = useSession();
  const words = {
    [ANY]: t('activity.filter.any'),
    active: t('activity.filter.active'),
    succeeded: t('operation.status.succeeded'),
    failed: t('operation.status.failed'),
    cancelled: t('operation.status.cancelled'),
  };
  return (
    <search className="ingot-row">
      <SteadySelect
        label={t('activity.filter.status')}
        aria-label={t('activity.filter.status')}
        value={[search.status ?? ANY]}
        options={([ANY, ...OPERATION_FILTERS] as const).map((value) => ({ value, content: words[value] }))}
        onUpdate={([value]) => narrow({ ...search, status: OPERATION_FILTERS.find((known) => known === value) })}
      />
      {roles.includes('admin') ? (
        <Switch checked={search.all === true} onUpdate={(all) => narrow({ ...search, all: all ? true : undefined })}>
          {t('activity.allProjects')}
        </Switch>
      ) : null}
    </search>
  );
}

function NoOperations({ isFiltered, reset }: { readonly isFiltered: boolean; readonly reset: () => void }): ReactNode {
  const { t } = useTranslation();
  if (!isFiltered) return <EmptyState title={t('activity.empty.title')} text={t('activity.empty.text')} />;
  return (
    <EmptyState title={t('activity.nothing.title')} text={t('activity.nothing.text')}>
      <Button onClick={reset}>{t('activity.nothing.reset')}</Button>
    </EmptyState>
  );
}
