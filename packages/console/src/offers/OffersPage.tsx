import type { Image } from '@ingot/client';
import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useAnswerOffer } from '../image/access/member-queries.ts';
import { ProjectName } from '../image/ProjectName.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { useSession } from '../session/session.ts';
import { OFFER_STATUSES, offersQuery, type OfferStatus } from './offer-queries.ts';
import '../image/messages.ts';

/** Images that other projects share with ours. */
export function OffersPage(): ReactNode {
  const { t } = useTranslation();
  const { project } = useSession();
  const { status = 'pending' } = useSearch({ from: '/signed-in/images/offers' });
  const navigate = useNavigate();
  const answer = useAnswerOffer(project.id);
  const list = useInfiniteQuery(offersQuery(project.id, status));
  const { data, error, isPending, hasNextPage, refetch } = list;
  const images = data?.pages.flatMap((page) => page.images) ?? [];
  const isEmpty = !isPending && error === null && images.length === 0 && !hasNextPage;
  const columns = useColumns(status, (id, given) => answer.mutate({ id, status: given }));
  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('section.offers')} />
      <div>
        <SegmentedRadioGroup
          aria-label={t('images.column.status')}
          value={status}
          onUpdate={(value: OfferStatus) => void navigate({ to: '/images/offers', search: { status: value } })}
          options={OFFER_STATUSES.map((value) => ({ value, content: t(`image.offers.${value}`) }))}
        />
      </div>
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {answer.error ? <ErrorView error={answer.error} /> : null}
      {isEmpty ? (
        <EmptyState title={t('image.offers.none.title')} text={t('image.offers.none.text')} />
      ) : (
        <DataTable
          label={t('section.offers')}
          columns={columns}
          rows={images}
          rowId={({ id }) => id}
          {...nextPage(list)}
        />
      )}
    </section>
  );
}

type Answer = (id: string, status: 'accepted' | 'rejected') => void;

function useColumns(status: OfferStatus, answer: Answer): readonly Column<Image>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('images.column.name'),
        cell: ({ id, name }) => (
          <Link to="/images/$id/access" params={{ id }} className="ingot-link">
            {name ?? t('images.unnamed')}
          </Link>
        ),
      },
      {
        id: 'from',
        header: t('image.owner'),
        cell: ({ owner }) => (owner === null ? t('word.none') : <ProjectName id={owner} />),
      },
      {
        id: 'size',
        header: t('images.column.size'),
        isNumber: true,
        cell: ({ size }) => (size === null ? t('word.none') : formats.bytes(size)),
      },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (image) => <OfferButtons image={image} status={status} answer={answer} />,
      },
    ],
    [t, formats, status, answer],
  );
}

interface OfferButtonsProps {
  readonly image: Image;
  readonly status: OfferStatus;
  readonly answer: Answer;
}

function OfferButtons({ image, status, answer }: OfferButtonsProps): ReactNode {
  const { t } = useTranslation();
  const name = image.name ?? t('images.unnamed');
  return (
    <span className="ingot-buttons">
      {status === 'accepted' ? null : (
        <Button
          size="s"
          view="action"
          aria-label={t('image.offer.acceptOne', { name })}
          onClick={() => answer(image.id, 'accepted')}
        >
          {t('image.offer.accept')}
        </Button>
      )}
      {status === 'rejected' ? null : (
        <Button size="s" aria-label={t('image.offer.rejectOne', { name })} onClick={() => answer(image.id, 'rejected')}>
          {t('image.offer.reject')}
        </Button>
      )}
    </span>
  );
}
