import { Button } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { CreateButton } from '../kit/CreateButton.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { ImageFilters } from './ImageFilters.tsx';
import { imagesQuery, isFolded } from './image-queries.ts';
import { hasFilters, type ImagesSearch } from './images-search.ts';
import { ImageTable } from './ImageTable.tsx';
import { SelectedImages } from './SelectedImages.tsx';
import { useSelection } from './use-selection.ts';
import './messages.ts';

const NewImageDialog = lazy(async () => ({
  default: (await import('../new-image/NewImageDialog.tsx')).NewImageDialog,
}));

export function ImagesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/images' });
  const navigate = useNavigate();
  const wanted = useDeferredValue(search);
  const list = useInfiniteQuery(imagesQuery(wanted));
  const { data, error, isPending, refetch } = list;
  const images = useMemo(() => data?.pages.flatMap((page) => page.images) ?? [], [data]);
  const selection = useSelection(images);
  const show = (next: ImagesSearch): void => void navigate({ to: '/images', search: next, replace: true });
  const create = (): void => show({ ...search, create: 'disk' });

  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('images.title')}>
        <CreateButton text={t('images.create')} onClick={create} />
      </PageHeader>
      <ImageFilters search={search} narrow={show} />
      <SelectedImages selection={selection} />
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {!isPending && images.length === 0 && error === null ? (
        <NoImages isFiltered={hasFilters(wanted)} reset={() => show({})} create={create} />
      ) : (
        <ImageTable images={images} isFolded={isFolded(wanted)} selection={selection} {...nextPage(list)} />
      )}
      {search.create === undefined ? null : (
        <Suspense>
          <NewImageDialog source={search.create} onClose={() => show({ ...search, create: undefined })} />
        </Suspense>
      )}
    </section>
  );
}

interface NoImagesProps {
  readonly isFiltered: boolean;
  readonly reset: () => void;
  readonly create: () => void;
}

function NoImages({ isFiltered, reset, create }: NoImagesProps): ReactNode {
  const { t } = useTranslation();
  if (isFiltered) {
    return (
      <EmptyState title={t('images.nothing.title')} text={t('images.nothing.text')}>
        <Button onClick={reset}>{t('images.nothing.reset')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('images.empty.title')} text={t('images.empty.text')}>
      <Button view="action" onClick={create}>
        {t('images.empty.create')}
      </Button>
    </EmptyState>
  );
}
