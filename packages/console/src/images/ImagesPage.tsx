import { Button, Select } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { IMAGE_STATUSES, imagesQuery, VISIBILITIES, type ImagesSearch } from './image-queries.ts';
import { ImageTable } from './ImageTable.tsx';
import './messages.ts';

/** Stands in a list for no filter. */
const ANY = '';

export function ImagesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/images' });
  const navigate = useNavigate();
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    imagesQuery(useDeferredValue(search)),
  );
  const images = data?.pages.flatMap((page) => page.images) ?? [];
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const narrow = (next: ImagesSearch): void => void navigate({ to: '/images', search: next, replace: true });

  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('images.title')} />
      <Filters search={search} narrow={narrow} />
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {!isPending && images.length === 0 && error === null ? (
        <NoImages isFiltered={isFiltered} reset={() => narrow({})} />
      ) : (
        <ImageTable
          images={images}
          isLoading={isPending || isFetchingNextPage}
          onEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          }}
        />
      )}
    </section>
  );
}

interface FiltersProps {
  readonly search: ImagesSearch;
  readonly narrow: (search: ImagesSearch) => void;
}

function Filters({ search, narrow }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const { status, visibility } = search;
  return (
    <search className="ingot-row">
      <Select
        label={t('images.filter.status')}
        aria-label={t('images.filter.status')}
        value={[status ?? ANY]}
        options={([ANY, ...IMAGE_STATUSES] as const).map((value) => ({
          value,
          content: value === ANY ? t('images.filter.status.any') : t(`image.status.${value}`),
        }))}
        onUpdate={([value]) => narrow({ ...search, status: IMAGE_STATUSES.find((known) => known === value) })}
      />
      <Select
        label={t('images.filter.visibility')}
        aria-label={t('images.filter.visibility')}
        value={[visibility ?? ANY]}
        options={([ANY, ...VISIBILITIES] as const).map((value) => ({
          value,
          content: value === ANY ? t('images.filter.visibility.any') : t(`image.visibility.${value}`),
        }))}
        onUpdate={([value]) => narrow({ ...search, visibility: VISIBILITIES.find((known) => known === value) })}
      />
    </search>
  );
}

function NoImages({ isFiltered, reset }: { readonly isFiltered: boolean; readonly reset: () => void }): ReactNode {
  const { t } = useTranslation();
  if (!isFiltered) return <EmptyState title={t('images.empty.title')} text={t('images.empty.text')} />;
  return (
    <EmptyState title={t('images.nothing.title')} text={t('images.nothing.text')}>
      <Button onClick={reset}>{t('images.nothing.reset')}</Button>
    </EmptyState>
  );
}
