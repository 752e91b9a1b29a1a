import { Button, Icon } from '@gravity-ui/uikit';
import { ListUl } from '@gravity-ui/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { usePools } from '../image-pools/use-pools.ts';
import { EmptyState } from '../kit/EmptyState.tsx';
import { SteadySelect } from '../kit/form/SteadySelect.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { desktopImagesQuery } from './desktop-image-queries.ts';
import { DesktopImageTable } from './DesktopImageTable.tsx';
import './messages.ts';

const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog.tsx')).ImportDialog }));

/** Stands in the filter for no filter. */
const ANY = '';

export function DesktopImagesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/images/desktop-images' });
  const navigate = useNavigate();
  const { pools } = usePools();
  const [isImporting, setIsImporting] = useState(false);
  const list = useInfiniteQuery(desktopImagesQuery(search));
  const { data, error, isPending, refetch } = list;
  const images = data?.pages.flatMap((page) => page.desktopImages) ?? [];
  const isEmpty = !isPending && error === null && images.length === 0;
  const isFiltered = search.pool !== undefined;
  const narrow = (pool: string | undefined): void =>
    void navigate({ to: '/images/desktop-images', search: { pool: pool || undefined }, replace: true });
  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('section.desktopImages')}>
        <Button onClick={() => setIsImporting(true)}>{t('desktopImages.import')}</Button>
      </PageHeader>
      <search className="ingot-row">
        <SteadySelect
          label={t('desktopImages.pool')}
          aria-label={t('desktopImages.pool')}
          value={[search.pool ?? ANY]}
          options={[
            { value: ANY, content: t('desktopImages.anyPool') },
            ...pools.map(({ id, name }) => ({ value: id, content: name })),
          ]}
          onUpdate={([pool]) => narrow(pool)}
        />
        <Link to="/images/publications" className="ingot-link">
          <Icon data={ListUl} /> {t('section.publications')}
        </Link>
      </search>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {isEmpty && isFiltered ? (
        <EmptyState title={t('desktopImages.nothing.title')} text={t('desktopImages.nothing.text')}>
          <Button onClick={() => narrow(undefined)}>{t('desktopImages.nothing.reset')}</Button>
        </EmptyState>
      ) : null}
      {isEmpty && !isFiltered ? (
        <EmptyState title={t('desktopImages.empty.title')} text={t('desktopImages.empty.text')}>
          <Link to="/images/source-vms" className="ingot-link">
            {t('desktopImages.empty.link')}
          </Link>
        </EmptyState>
      ) : null}
      {isEmpty ? null : <DesktopImageTable images={images} {...nextPage(list)} />}
      <Suspense>{isImporting ? <ImportDialog onClose={() => setIsImporting(false)} /> : null}</Suspense>
    </section>
  );
}
