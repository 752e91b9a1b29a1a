import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../kit/DataTable.tsx';
import { versionsQuery, type ListedImage } from './image-queries.ts';
import { useImageColumns } from './image-columns.tsx';
import type { ImageRow } from './image-row.ts';
import type { Selection } from './use-selection.ts';

interface ImageTableProps {
  readonly images: readonly ListedImage[];
  /** Each stands for its family. */
  readonly isFolded: boolean;
  readonly selection: Selection;
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
}

/** Images, those of one family in one row that opens to its versions. */
export function ImageTable({ images, isFolded, selection, isLoading, onEnd }: ImageTableProps): ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback((id: string) => {
    setOpen((before) => (before.has(id) ? before.difference(new Set([id])) : before.union(new Set([id]))));
  }, []);
  const rows = useRows(images, isFolded, open);
  const columns = useImageColumns({ images, selection, toggle });
  return (
    <DataTable
      label={t('section.images')}
      columns={columns}
      rows={rows}
      rowId={({ image }) => image.id}
      isLoading={isLoading}
      onEnd={onEnd}
    />
  );
}

/** What is shown: below a family that is open, its other versions. */
function useRows(images: readonly ListedImage[], isFolded: boolean, open: ReadonlySet<string>): readonly ImageRow[] {
  const opened = useMemo(
    () => (isFolded ? images.filter(({ id, versions }) => open.has(id) && versions > 1) : []),
    [images, isFolded, open],
  );
  const versions = useQueries({
    queries: opened.map(versionsQuery),
    combine: (results) => new Map(results.map(({ data }, at) => [opened[at]?.id ?? '', data])),
  });
  return useMemo(
    () =>
      images.flatMap((image): ImageRow[] => {
        if (!isFolded || image.versions < 2) return [{ kind: 'image', image }];
        if (!open.has(image.id)) return [{ kind: 'family', image, isOpen: false }];
        const others = (versions.get(image.id) ?? []).filter(({ id }) => id !== image.id);
        return [
          { kind: 'family', image, isOpen: true },
          ...others.map((other) => ({ kind: 'version' as const, image: other })),
        ];
      }),
    [images, isFolded, open, versions],
  );
}
