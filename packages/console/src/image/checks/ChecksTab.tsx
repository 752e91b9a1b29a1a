import type { Image } from '@ingot/client';
import { Button } from '@gravity-ui/uikit';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../../api/ErrorView.tsx';
import { imageQuery } from '../../images/image-queries.ts';
import { ConfirmDialog } from '../../kit/ConfirmDialog.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useImageRights } from '../image-rights.ts';
import { PreparationView } from './PreparationView.tsx';
import { reportsQuery, useCheck } from './report-queries.ts';
import { ReportTable } from './ReportTable.tsx';
import '../messages.ts';

const CheckDialog = lazy(() => import('./CheckDialog.tsx').then((module) => ({ default: module.CheckDialog })));
const PrepareDialog = lazy(() => import('./PrepareDialog.tsx').then((module) => ({ default: module.PrepareDialog })));

/** Whether an image is fit for its purpose: what reports found, and how to mend it. */
export function ChecksTab(): ReactNode {
  const { id } = useParams({ from: '/signed-in/images/$id' });
  const { preparation } = useSearch({ from: '/signed-in/images/$id/checks' });
  const { data: image } = useSuspenseQuery(imageQuery(id));
  return (
    <div className="ingot-page">
      <CheckButtons image={image} />
      {preparation === undefined ? null : <PreparationView key={preparation} image={id} id={preparation} />}
      <Reports id={id} />
    </div>
  );
}

function CheckButtons({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const why = useImageRights(image);
  const reason = image.status === 'active' ? why('update') : t('image.why.notActive');
  const check = useCheck(image.id);
  const [asked, setAsked] = useState<'check' | 'boot' | 'prepare' | null>(null);
  const close = (): void => setAsked(null);
  const show = ({ id: report }: { readonly id: string }): void => {
    close();
    void navigate({ to: '/images/$id/checks/$report', params: { id: image.id, report } });
  };
  const ask = (what: typeof asked) => () => {
    check.reset();
    setAsked(what);
  };
  return (
    <div className="ingot-row">
      <ReasonedButton view="action" reason={reason} onClick={ask('check')}>
        {t('image.check')}
      </ReasonedButton>
      <ReasonedButton reason={reason} onClick={ask('boot')}>
        {t('image.bootTest')}
      </ReasonedButton>
      <ReasonedButton reason={reason} onClick={ask('prepare')}>
        {t('image.prepare')}
      </ReasonedButton>
      <ConfirmDialog
        open={asked === 'boot'}
        title={t('image.bootTest.title')}
        text={t('image.bootTest.text')}
        action={t('image.bootTest.start')}
        isPending={check.isPending}
        error={check.error}
        onClose={close}
        onConfirm={() => check.mutate('boot', { onSuccess: show })}
      />
      <Suspense>
        {asked === 'check' ? <CheckDialog check={check} onRequested={show} onClose={close} /> : null}
        {asked === 'prepare' ? (
          <PrepareDialog
            image={image}
            onRequested={(preparation) => {
              close();
              void navigate({ to: '/images/$id/checks', params: { id: image.id }, search: { preparation } });
            }}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

function Reports({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    reportsQuery(id),
  );
  const reports = data?.pages.flatMap((page) => page.reports) ?? [];
  if (error) return <ErrorView error={error} retry={() => void refetch()} />;
  if (!isPending && reports.length === 0) {
    return <EmptyState title={t('image.reports.none.title')} text={t('image.reports.none.text')} />;
  }
  return (
    <>
      <ReportTable image={id} reports={reports} isLoading={isPending} />
      {hasNextPage ? (
        <div>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('image.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
