import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { useFormats } from '../format/use-formats.ts';
import { usePools } from '../image-pools/use-pools.ts';
import { ImageLink } from '../image/ImageLink.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { PublicationOutcome } from './PublicationOutcome.tsx';
import { publicationsQuery, type Publication } from './publication-queries.ts';
import './messages.ts';

/** What was published and what is being, with the reasons of what failed. */
export function PublicationsPage(): ReactNode {
  const { t } = useTranslation();
  const list = useInfiniteQuery(publicationsQuery);
  const { data, error, isPending, refetch } = list;
  const publications = data?.pages.flatMap((page) => page.publications) ?? [];
  const columns = useColumns();
  return (
    <section className="ingot-page">
      <ImagesTabs />
      <Link to="/images/desktop-images" className="ingot-link">
        ← {t('section.desktopImages')}
      </Link>
      <PageHeader title={t('section.publications')} />
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {!isPending && error === null && publications.length === 0 ? (
        <EmptyState title={t('publications.empty.title')} text={t('desktopImages.empty.text')} />
      ) : (
        <DataTable
          label={t('section.publications')}
          columns={columns}
          rows={publications}
          rowId={({ id }) => id}
          {...nextPage(list)}
        />
      )}
    </section>
  );
}

function useColumns(): readonly Column<Publication>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { pools } = usePools();
  return useMemo(
    () => [
      { id: 'image', header: t('publication.image'), cell: ({ imageId }) => <ImageLink id={imageId} /> },
      { id: 'kind', header: t('publication.kind'), cell: ({ kind }) => t(`publication.kind.${kind}`) },
      {
        id: 'status',
        header: t('desktopImages.status'),
        cell: (publication) => <PublicationOutcome publication={publication} />,
      },
      {
        id: 'pool',
        header: t('desktopImages.pool'),
        cell: ({ poolId }) => pools.find(({ id }) => id === poolId)?.name ?? t('word.none'),
      },
      { id: 'begun', header: t('publication.begun'), cell: ({ createdAt }) => time(createdAt) },
      {
        id: 'finished',
        isMinor: true,
        header: t('publication.finished'),
        cell: ({ finishedAt }) => (finishedAt === null ? t('word.none') : time(finishedAt)),
      },
    ],
    [t, time, pools],
  );
}
