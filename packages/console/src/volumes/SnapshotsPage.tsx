import { Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { useSession } from '../session/session.ts';
import { snapshotsQuery } from './snapshot-queries.ts';
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
  const create = (
    <Button view="action" onClick={() => setTask({ do: 'create' })}>
      <Icon data={Plus} />
      {t('snapshots.create')}
    </Button>
  );
  return (
    <section className="ingot-page">
      <PageHeader title={t('section.snapshots')}>{isEmpty ? null : create}</PageHeader>
      {search.volume === undefined ? null : (
        <span className="ingot-row">
          {t('snapshots.volume')}: <VolumeName id={search.volume} />
          <Button size="s" onClick={() => void navigate({ to: '/snapshots', search: {}, replace: true })}>
            {t('snapshots.all')}
          </Button>
        </span>
      )}
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {isEmpty ? (
        <EmptyState title={t('snapshots.empty.title')} text={t('snapshots.empty.text')}>
          {create}
        </EmptyState>
      ) : (
        <SnapshotTable snapshots={snapshots} {...nextPage(list)} onTask={setTask} />
      )}
      {task === null ? null : <SnapshotTaskDialog task={task} onClose={() => setTask(null)} />}
    </section>
  );
}
