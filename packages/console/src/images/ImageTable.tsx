import type { Image } from '@ingot/client';
import { Text } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { propertyOf } from './image-queries.ts';
import { ImageStatus } from './ImageStatus.tsx';

interface ImageTableProps {
  readonly images: readonly Image[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
}

export function ImageTable({ images, isLoading, onEnd }: ImageTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('section.images')}
      columns={useColumns()}
      rows={images}
      rowId={({ id }) => id}
      isLoading={isLoading}
      onEnd={onEnd}
    />
  );
}

function useColumns(): readonly Column<Image>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(
    () => [
      { id: 'name', header: t('images.column.name'), cell: (image) => <ImageName image={image} /> },
      { id: 'status', header: t('images.column.status'), cell: ({ status }) => <ImageStatus status={status} /> },
      {
        id: 'visibility',
        header: t('images.column.visibility'),
        cell: ({ visibility }) => t(`image.visibility.${visibility}`),
      },
      { id: 'os', header: t('images.column.os'), cell: (image) => systemOf(image) || t('word.none') },
      {
        id: 'format',
        header: t('images.column.format'),
        cell: ({ disk_format: format }) => format ?? t('word.none'),
      },
      {
        id: 'size',
        header: t('images.column.size'),
        isNumber: true,
        cell: ({ size }) => (size === null ? t('word.none') : formats.bytes(size)),
      },
      { id: 'created', header: t('images.column.created'), cell: ({ created_at: at }) => formats.time(at) },
    ],
    [t, formats],
  );
}

function systemOf(image: Image): string {
  return [propertyOf(image, 'os_distro'), propertyOf(image, 'os_version')].filter(Boolean).join(' ');
}

function ImageName({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const { id, name } = image;
  const family = propertyOf(image, 'family');
  return (
    <>
      <Link to="/images/$id" params={{ id }} className="ingot-link" title={name ?? id}>
        {name ?? t('images.unnamed')}
      </Link>
      {family === null ? null : (
        <Text color="secondary" variant="caption-2" className="ingot-table__note">
          {t('images.family', { family })}
        </Text>
      )}
    </>
  );
}
