import { Button, useToaster } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorView } from '../api/ErrorView.tsx';
import { ImagesTabs } from '../app/ImagesTabs.tsx';
import { useFormats } from '../format/use-formats.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { PageHeader } from '../kit/PageHeader.tsx';
import { nextPage } from '../kit/next-page.ts';
import { trashQuery, usePurge, useRestore, type TrashedImage } from './trash-queries.ts';
import './messages.ts';

/** Deleted images, which can be taken back for a time. */
export function TrashPage(): ReactNode {
  const { t } = useTranslation();
  const list = useInfiniteQuery(trashQuery);
  const { data, error, isPending, refetch } = list;
  const restore = useRestore();
  const toaster = useToaster();
  const [purged, setPurged] = useState<TrashedImage | null>(null);
  const images = data?.pages.flatMap((page) => page.images) ?? [];
  const isEmpty = !isPending && error === null && images.length === 0;
  const takeBack = ({ id, name }: TrashedImage): void =>
    restore.mutate(id, {
      onSuccess: () =>
        toaster.add({ name: `restored-${id}`, title: t('trash.restored', { name: name ?? id }), theme: 'success' }),
    });
  const columns = useColumns(takeBack, setPurged);
  return (
    <section className="ingot-page">
      <ImagesTabs />
      <PageHeader title={t('section.trash')} />
      {error ? <ErrorView error={error} retry={() => void refetch()} /> : null}
      {restore.error ? <ErrorView error={restore.error} /> : null}
      {isEmpty ? (
        <EmptyState title={t('trash.empty.title')} text={t('trash.empty.text')} />
      ) : (
        <DataTable
          label={t('section.trash')}
          columns={columns}
          rows={images}
          rowId={({ id }) => id}
          {...nextPage(list)}
        />
      )}
      <PurgeDialog image={purged} onClose={() => setPurged(null)} />
    </section>
  );
}

function useColumns(
  onRestore: (image: TrashedImage) => void,
  onPurge: (image: TrashedImage) => void,
): readonly Column<TrashedImage>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t('images.column.name'), cell: ({ name }) => name ?? t('images.unnamed') },
      {
        id: 'size',
        header: t('images.column.size'),
        isNumber: true,
        cell: ({ size }) => (size === null ? t('word.none') : formats.bytes(size)),
      },
      { id: 'deleted', isTime: true, header: t('trash.deleted'), cell: ({ deletedAt }) => formats.time(deletedAt) },
      { id: 'until', isTime: true, header: t('trash.until'), cell: ({ purgedAfter }) => formats.time(purgedAfter) },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (image) => <TrashButtons image={image} onRestore={onRestore} onPurge={onPurge} />,
      },
    ],
    [t, formats, onRestore, onPurge],
  );
}

interface TrashButtonsProps {
  readonly image: TrashedImage;
  readonly onRestore: (image: TrashedImage) => void;
  readonly onPurge: (image: TrashedImage) => void;
}

function TrashButtons({ image, onRestore, onPurge }: TrashButtonsProps): ReactNode {
  const { t } = useTranslation();
  const name = image.name ?? t('images.unnamed');
  return (
    <span className="ingot-buttons">
      <Button size="s" aria-label={t('trash.restoreOne', { name })} onClick={() => onRestore(image)}>
        {t('trash.restore')}
      </Button>
      <Button size="s" view="flat-danger" aria-label={t('trash.purgeOne', { name })} onClick={() => onPurge(image)}>
        {t('trash.purge')}
      </Button>
    </span>
  );
}

interface PurgeDialogProps {
  /** Null when nothing is asked. */
  readonly image: TrashedImage | null;
  readonly onClose: () => void;
}

function PurgeDialog({ image, onClose }: PurgeDialogProps): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const purge = usePurge();
  const size = image?.size ?? 0;
  const close = (): void => {
    purge.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open={image !== null}
      title={t('trash.purge.title', { name: image?.name ?? t('images.unnamed') })}
      text={t('trash.purge.text', { bytes: formats.bytes(size) })}
      action={t('trash.purge')}
      isDangerous
      isPending={purge.isPending}
      error={purge.error}
      onClose={close}
      onConfirm={() => purge.mutate(image?.id ?? '', { onSuccess: close })}
    />
  );
}
