import { Skeleton } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { Part } from '../kit/Part.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { RunTable } from './RunTable.tsx';
import { StartRuns } from './StartRuns.tsx';
import { StoreHealth } from './StoreHealth.tsx';
import { StorePicture } from './StorePicture.tsx';
import { integrityQuery, runsQuery, storeQuery } from './store-queries.ts';
import './messages.ts';

/** How the store is: what it holds, what deduplication and compression save, whether it is sound, what was done to it. */
export function StoragePage(): ReactNode {
  const { t } = useTranslation();
  const figures = useQuery(storeQuery);
  const integrity = useQuery(integrityQuery);
  const runs = useQuery(runsQuery);
  const failed = [figures, integrity, runs].find(({ error }) => error !== null);
  return (
    <>
      <PageHeader title={t('administration.storage')} />
      {failed?.error ? <ErrorView error={failed.error} retry={() => void failed.refetch()} /> : null}
      <Part title={t('store.space')}>
        {figures.data === undefined ? <Skeleton className="ingot-lines" /> : <StorePicture figures={figures.data} />}
      </Part>
      <Part title={t('store.health')}>
        {integrity.data === undefined ? (
          <Skeleton className="ingot-lines" />
        ) : (
          <StoreHealth integrity={integrity.data} />
        )}
      </Part>
      <Part title={t('store.runs')} actions={<StartRuns runs={runs.data ?? []} />}>
        <RunTable runs={runs.data ?? []} isLoading={runs.isPending} />
      </Part>
    </>
  );
}
