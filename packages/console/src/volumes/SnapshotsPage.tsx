import { Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { SearchField } from '../kit/SearchField.tsx';
import { isNarrowed } from '../kit/address.ts';
import { nextPage } from '../kit/next-page.ts';
import { useSession } from '../session/session.ts';
import { snapshotsQuery, type SnapshotsSearch } from './snapshot-queries.ts';
import { SnapshotTable } from './SnapshotTable.tsx';
import { SnapshotTaskDialog, type SnapshotTask } from './SnapshotTaskDialog.tsx';
import { VolumeName } from './VolumeName.tsx';
import './messages.ts';

export function SnapshotsPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/snapshots' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(snapshotsQuery(useSession().project.id, search));
  const { data, error, isPending, refetch } = list;
  const [task, setTask] = useState<SnapshotTask | null>(null);
  const snapshots = data?.pages.flatMap((page) => page.snapshots) ?? [];
  const isEmpty = !isPending && error === null && snapshots.length === 0;
  const isFiltered = isNarrowed(search);
  const narrow = (next: SnapshotsSearch): void => void navigate({ to: '/snapshots', search: next, replace: true });
  const create = (
    <Button view="action" onClick={() => setTask({ do: 'create' })}>
      <Icon data={Plus} />
      {t('snapshots.create')}
    </Button>
  );
  return (
    <section className="ingot-page">
      <PageHeader title={t('section.snapshots')}>{isEmpty && !isFiltered ? null : create}</PageHeader>
      {isEmpty && !isFiltered ? null : <Filters search={search} narrow={narrow} />}
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {isEmpty && isFiltered ? (
        <EmptyState title={t('volumes.nothing.title')} text={t('snapshots.nothing.text')}>
          <Button onClick={() => narrow({})}>{t('volumes.nothing.reset')}</Button>
        </EmptyState>
      ) : null}
      {isEmpty && !isFiltered ? (
        <EmptyState title={t('snapshots.empty.title')} text={t('snapshots.empty.text')}>
          {create}
        </EmptyState>
      ) : null}
      {isEmpty ? null : <SnapshotTable snapshots={snapshots} {...nextPage(list)} onTask={setTask} />}
      {task === null ? null : <SnapshotTaskDialog task={task} onClose={() => setTask(null)} />}
    </section>
  );
}

interface FiltersProps {
  readonly search: SnapshotsSearch;
  readonly narrow: (search: SnapshotsSearch) => void;
}

function Filters({ search, narrow }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  return (
    <search className="ingot-row">
      <SearchField
        label={t('volumes.search')}
        value={search.text ?? ''}
        onUpdate={(text) => narrow({ ...search, text: text || undefined })}
      />
      {search.volume === undefined ? null : (
        <>
          {t('snapshots.volume')}: <VolumeName id={search.volume} />
          <Button size="s" onClick={() => narrow({ ...search, volume: undefined })}>
            {t('snapshots.all')}
          </Button>
        </>
      )}
    </search>
  );
}
