import { CircleXmark } from '@gravity-ui/icons';
import { Button, Icon, Progress, Text } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { publicationQuery, useCancelPublication, type Publication } from './publication-queries.ts';
import './messages.ts';

/** How a publication goes, with a button to cancel it while that can be done. */
export function PublicationProgress({ id }: { readonly id: string }): ReactNode {
  const { data: publication } = useQuery(publicationQuery(id));
  return publication === undefined ? null : <ProgressOf publication={publication} />;
}

export function ProgressOf({ publication }: { readonly publication: Publication }): ReactNode {
  const { t } = useTranslation();
  const { status, step, progress } = publication;
  if (status !== 'running') return <Text color="secondary">{t(`publication.status.${status}`)}</Text>;
  const words = step === null ? t('publication.status.running') : t(`publication.step.${step}`);
  const percent = percentOf(progress);
  return (
    <span className="ingot-room">
      <span className="ingot-room__bar">
        <Progress aria-label={words} size="xs" theme="info" value={percent ?? 100} loading={percent === null} />
        <Text variant="caption-2" color="secondary">
          {percent === null ? words : t('publication.percent', { words, percent: Math.floor(percent) })}
        </Text>
      </span>
      <Cancel id={publication.id} />
    </span>
  );
}

/** Null while nobody knows how much there is to do. */
function percentOf(progress: Publication['progress']): number | null {
  if (progress === null || progress.total === null || progress.total === 0) return null;
  return Math.min(100, (progress.done / progress.total) * 100);
}

function Cancel({ id }: Pick<Publication, 'id'>): ReactNode {
  const { t } = useTranslation();
  const [isAsked, setIsAsked] = useState(false);
  const cancel = useCancelPublication();
  return (
    <>
      <Button
        view="flat"
        size="s"
        aria-label={t('publication.cancel')}
        title={t('publication.cancel')}
        onClick={() => setIsAsked(true)}
      >
        <Icon data={CircleXmark} />
      </Button>
      <ConfirmDialog
        open={isAsked}
        title={t('publication.cancel.title')}
        text={t('publication.cancel.text')}
        action={t('publication.cancel')}
        isDangerous
        isPending={cancel.isPending}
        error={cancel.error}
        onClose={() => setIsAsked(false)}
        onConfirm={() => cancel.mutate(id, { onSuccess: () => setIsAsked(false) })}
      />
    </>
  );
}
