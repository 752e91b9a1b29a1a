import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { publicationsQuery } from './publication-queries.ts';
import { PublicationTable } from './PublicationTable.tsx';
import './messages.ts';

/** What was published and what is being, with the reasons of what failed. */
export function PublicationsPage(): ReactNode {
  const { t } = useTranslation();
  const list = useInfiniteQuery(publicationsQuery);
  const { data, error, isPending, refetch } = list;
  const publications = data?.pages.flatMap((page) => page.publications) ?? [];
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
        <PublicationTable publications={publications} {...nextPage(list)} />
      )}
    </section>
  );
}
