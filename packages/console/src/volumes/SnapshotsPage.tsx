import { Button } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateButton } from '../kit/CreateButton.tsx';
import { ListPage } from '../kit/ListPage.tsx';
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
  const { data } = list;
  const [task, setTask] = useState<SnapshotTask | null>(null);
  const snapshots = data?.pages.flatMap((page) => page.snapshots) ?? [];
  const narrow = (next: SnapshotsSearch): void => void navigate({ to: '/snapshots', search: next, replace: true });
  return (
    <ListPage
      title={t('section.snapshots')}
      create={<CreateButton text={t('snapshots.create')} onClick={() => setTask({ do: 'create' })} />}
      list={list}
      count={snapshots.length}
      empty={{ title: t('snapshots.empty.title'), text: t('snapshots.empty.text') }}
      narrowing={{
        isNarrowed: isNarrowed(search),
        filters: <Filters search={search} narrow={narrow} />,
        nothing: {
          title: t('volumes.nothing.title'),
          text: t('snapshots.nothing.text'),
          reset: t('volumes.nothing.reset'),
        },
        reset: () => narrow({}),
      }}
      table={<SnapshotTable snapshots={snapshots} {...nextPage(list)} onTask={setTask} />}
    >
      {task === null ? null : <SnapshotTaskDialog task={task} onClose={() => setTask(null)} />}
    </ListPage>
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
