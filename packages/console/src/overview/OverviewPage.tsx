import { Skeleton } from '@gravity-ui/uikit';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { activeOperationsQuery } from '../activity/operation-queries.ts';
import { operationTitle } from '../activity/operation-title.ts';
import { OperationStatus } from '../activity/OperationStatus.tsx';
import { ErrorView } from '../api/ErrorView.tsx';
import { useFormats } from '../format/use-formats.ts';
import { imagesQuery } from '../images/image-queries.ts';
import { ImageStatus } from '../images/ImageStatus.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { Part } from '../kit/Part.tsx';
import { quotasQuery } from '../quotas/quota-queries.ts';
import { QuotaBars } from '../quotas/QuotaBars.tsx';
import { useSession } from '../session/session.ts';
import '../activity/messages.ts';
import '../images/messages.ts';
import '../quotas/messages.ts';
import './messages.ts';

/** Of the newest. */
const SHOWN = 5;

/** The project at a glance: what it has of what it may have, its newest images, and what goes on. */
export function OverviewPage(): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { data: quotas, error, refetch } = useQuery(quotasQuery(project.id));
  return (
    <section className="ingot-page">
      <PageHeader title={t('overview.title', { project: project.name })} />
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      <div className="ingot-panes">
        <Part title={t('overview.images')}>
          <NewestImages />
        </Part>
        <Part title={t('overview.activity')}>
          <UnderWay />
        </Part>
        <Part title={t('overview.quotas')}>
          {quotas === undefined ? <Skeleton className="ingot-lines" /> : <QuotaBars quotas={quotas} />}
        </Part>
      </div>
    </section>
  );
}

function NewestImages(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { data, isPending } = useInfiniteQuery(imagesQuery({}));
  if (isPending) return <Skeleton className="ingot-lines" />;
  const images = data?.pages[0]?.images.slice(0, SHOWN) ?? [];
  if (images.length === 0) {
    return <EmptyState title={t('images.empty.title')} text={t('overview.firstSteps')} />;
  }
  return (
    <ul className="ingot-list">
      {images.map(({ id, name, status, createdAt: at }) => (
        <li key={id} className="ingot-row ingot-row_spread">
          <span className="ingot-row">
            <Link to="/images/$id" params={{ id }} className="ingot-link">
              {name ?? t('images.unnamed')}
            </Link>
            <ImageStatus status={status} />
          </span>
          <span className="ingot-quiet">{time(at)}</span>
        </li>
      ))}
      <li>
        <Link to="/images" className="ingot-link">
          {t('overview.allImages')}
        </Link>
      </li>
    </ul>
  );
}

function UnderWay(): ReactNode {
  const { t } = useTranslation();
  const { data: operations } = useQuery(activeOperationsQuery);
  if (operations === undefined) return <Skeleton className="ingot-lines" />;
  return (
    <ul className="ingot-list">
      {operations.length === 0 ? <li className="ingot-quiet">{t('activity.idle')}</li> : null}
      {operations.map((operation) => (
        <li key={operation.id} className="ingot-row ingot-row_spread">
          <span>{[operationTitle(t, operation), operation.subject.name].filter(Boolean).join(' · ')}</span>
          <OperationStatus operation={operation} />
        </li>
      ))}
      <li>
        <Link to="/activity" className="ingot-link">
          {t('activity.all')}
        </Link>
      </li>
    </ul>
  );
}
