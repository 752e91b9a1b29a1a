import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateButton } from '../kit/CreateButton.tsx';
import { ListPage } from '../kit/ListPage.tsx';
import { SearchField } from '../kit/SearchField.tsx';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import { isNarrowed } from '../kit/address.ts';
import { nextPage } from '../kit/next-page.ts';
import { useSession } from '../session/session.ts';
import { VOLUME_STATUSES, volumesQuery, type VolumesSearch } from './volume-queries.ts';
import { VolumeTable } from './VolumeTable.tsx';
import './messages.ts';

const CreateVolume = lazy(async () => ({ default: (await import('./CreateVolume.tsx')).CreateVolume }));

/** Stands in a filter for no filter. */
const ANY = '';

export function VolumesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/disks' });
  const navigate = useNavigate();
  const list = useInfiniteQuery(volumesQuery(useSession().project.id, search));
  const { data } = list;
  const [isCreating, setIsCreating] = useState(false);
  const volumes = data?.pages.flatMap((page) => page.volumes) ?? [];
  const narrow = (next: VolumesSearch): void => void navigate({ to: '/disks', search: next, replace: true });
  return (
    <ListPage
      title={t('section.disks')}
      create={<CreateButton text={t('volumes.create')} onClick={() => setIsCreating(true)} />}
      list={list}
      count={volumes.length}
      empty={{ title: t('volumes.empty.title'), text: t('volumes.empty.text') }}
      narrowing={{
        isNarrowed: isNarrowed(search),
        filters: <Filters search={search} narrow={narrow} />,
        nothing: {
          title: t('volumes.nothing.title'),
          text: t('volumes.nothing.text'),
          reset: t('volumes.nothing.reset'),
        },
        reset: () => narrow({}),
      }}
      table={<VolumeTable volumes={volumes} {...nextPage(list)} />}
    >
      <Suspense>{isCreating ? <CreateVolume snapshot={null} onClose={() => setIsCreating(false)} /> : null}</Suspense>
    </ListPage>
  );
}

interface FiltersProps {
  readonly search: VolumesSearch;
  readonly narrow: (search: VolumesSearch) => void;
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
      <SteadySelect
        label={t('volumes.status')}
        aria-label={t('volumes.status')}
        value={[search.status ?? ANY]}
        options={([ANY, ...VOLUME_STATUSES] as const).map((value) => ({
          value,
          content: value === ANY ? t('volumes.any') : t(`volume.status.${value}`),
        }))}
        onUpdate={([value]) => narrow({ ...search, status: VOLUME_STATUSES.find((known) => known === value) })}
      />
      <SteadySelect
        label={t('volumes.bootable')}
        aria-label={t('volumes.bootable')}
        value={[search.bootable === undefined ? ANY : String(search.bootable)]}
        options={[
          { value: ANY, content: t('volumes.any') },
          { value: 'true', content: t('word.yes') },
          { value: 'false', content: t('word.no') },
        ]}
        onUpdate={([value]) => narrow({ ...search, bootable: value === ANY ? undefined : value === 'true' })}
      />
    </search>
  );
}
