import { Plus } from '@gravity-ui/icons';
import { Button, Icon, Select } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { SearchField } from '../kit/SearchField.tsx';
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
  const { data, error, isPending, refetch } = list;
  const [isCreating, setIsCreating] = useState(false);
  const volumes = data?.pages.flatMap((page) => page.volumes) ?? [];
  const isEmpty = !isPending && error === null && volumes.length === 0;
  const isFiltered = isNarrowed(search);
  const narrow = (next: VolumesSearch): void => void navigate({ to: '/disks', search: next, replace: true });
  const create = (
    <Button view="action" onClick={() => setIsCreating(true)}>
      <Icon data={Plus} />
      {t('volumes.create')}
    </Button>
  );
  return (
    <section className="ingot-page">
      <PageHeader title={t('section.disks')}>{isEmpty && !isFiltered ? null : create}</PageHeader>
      {isEmpty && !isFiltered ? null : <Filters search={search} narrow={narrow} />}
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {isEmpty && isFiltered ? (
        <EmptyState title={t('volumes.nothing.title')} text={t('volumes.nothing.text')}>
          <Button onClick={() => narrow({})}>{t('volumes.nothing.reset')}</Button>
        </EmptyState>
      ) : null}
      {isEmpty && !isFiltered ? (
        <EmptyState title={t('volumes.empty.title')} text={t('volumes.empty.text')}>
          {create}
        </EmptyState>
      ) : null}
      {isEmpty ? null : <VolumeTable volumes={volumes} {...nextPage(list)} />}
      <Suspense>{isCreating ? <CreateVolume snapshot={null} onClose={() => setIsCreating(false)} /> : null}</Suspense>
    </section>
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
      <Select
        label={t('volumes.status')}
        aria-label={t('volumes.status')}
        value={[search.status ?? ANY]}
        options={([ANY, ...VOLUME_STATUSES] as const).map((value) => ({
          value,
          content: value === ANY ? t('volumes.any') : t(`volume.status.${value}`),
        }))}
        onUpdate={([value]) => narrow({ ...search, status: VOLUME_STATUSES.find((known) => known === value) })}
      />
      <Select
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
