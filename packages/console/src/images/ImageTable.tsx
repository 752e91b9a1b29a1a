import type { Image } from '@ingot/client';
import { Skeleton, Text } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { propertyOf } from './image-queries.ts';
import { ImageStatus } from './ImageStatus.tsx';

/** Pixels. */
const ROW_HEIGHT = 44;
/** Rows drawn above and below what is seen. */
const OVERSCAN = 12;
/** Rows that stand for those which are on their way. */
const SKELETONS = 8;

interface ImageTableProps {
  readonly images: readonly Image[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
}

/** Draws only the rows that are seen, however many there are. */
export function ImageTable({ images, isLoading, onEnd }: ImageTableProps): ReactNode {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = useWindowVirtualizer({
    count: images.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const drawn = rows.getVirtualItems();
  const first = drawn[0];
  const last = drawn.at(-1);
  const end = last?.index ?? 0;
  useEffect(() => {
    if (end >= images.length - 1 && images.length > 0) onEnd();
  }, [end, images.length, onEnd]);

  return (
    <table className="ingot-table" aria-rowcount={images.length + 1} aria-busy={isLoading}>
      <thead>
        <tr>
          <th scope="col">{t('images.column.name')}</th>
          <th scope="col">{t('images.column.status')}</th>
          <th scope="col">{t('images.column.visibility')}</th>
          <th scope="col">{t('images.column.os')}</th>
          <th scope="col">{t('images.column.format')}</th>
          <th scope="col" className="ingot-table__number">
            {t('images.column.size')}
          </th>
          <th scope="col">{t('images.column.created')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        <Gap height={first ? first.start - rows.options.scrollMargin : 0} />
        {drawn.map(({ index }) => {
          const image = images[index];
          return image && <ImageRow key={image.id} image={image} number={index + 2} />;
        })}
        <Gap height={last ? rows.getTotalSize() - (last.end - rows.options.scrollMargin) : 0} />
        {isLoading ? Array.from({ length: SKELETONS }, (_, index) => <SkeletonRow key={index} />) : null}
      </tbody>
    </table>
  );
}

/** @param number of the row in the whole table, the head included. */
function ImageRow({ image, number }: { readonly image: Image; readonly number: number }): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const { id, name, status, visibility, disk_format: format, size, created_at: created } = image;
  const system = [propertyOf(image, 'os_distro'), propertyOf(image, 'os_version')].filter(Boolean).join(' ');
  const family = propertyOf(image, 'family');
  return (
    <tr aria-rowindex={number}>
      <th scope="row">
        <Link to="/images/$id" params={{ id }} className="ingot-link" title={name ?? id}>
          {name ?? t('images.unnamed')}
        </Link>
        {family === null ? null : (
          <Text color="secondary" variant="caption-2" className="ingot-table__note">
            {t('images.family', { family })}
          </Text>
        )}
      </th>
      <td>
        <ImageStatus status={status} />
      </td>
      <td>{t(`image.visibility.${visibility}`)}</td>
      <td>{system || t('image.none')}</td>
      <td>{format ?? t('image.none')}</td>
      <td className="ingot-table__number">{size === null ? t('image.none') : formats.bytes(size)}</td>
      <td>{formats.time(created)}</td>
    </tr>
  );
}

/** The height of rows that are not drawn. */
function Gap({ height }: { readonly height: number }): ReactNode {
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null;
}

const COLUMNS = 7;

function SkeletonRow(): ReactNode {
  return (
    <tr aria-hidden="true">
      {Array.from({ length: COLUMNS }, (_, column) => (
        <td key={column}>
          <Skeleton className="ingot-table__skeleton" />
        </td>
      ))}
    </tr>
  );
}
