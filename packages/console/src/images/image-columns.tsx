import { Checkbox } from '@gravity-ui/uikit';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import type { Column } from '../kit/DataTable.tsx';
import type { ListedImage } from './image-queries.ts';
import { ImageMenu } from './ImageMenu.tsx';
import { ImageName } from './ImageName.tsx';
import { ImageProgress } from './ImageProgress.tsx';
import type { ImageRow } from './image-row.ts';
import type { Selection } from './use-selection.ts';

interface ImageColumnsOptions {
  readonly images: readonly ListedImage[];
  readonly selection: Selection;
  readonly toggle: (id: string) => void;
}

export function useImageColumns({ images, selection, toggle }: ImageColumnsOptions): readonly Column<ImageRow>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return useMemo(() => {
    const bytes = (count: number | null): string => (count === null ? t('word.none') : formats.bytes(count));
    return [
      {
        id: 'name',
        header: <SelectAll images={images} selection={selection} />,
        cell: (row) => <ImageName row={row} selection={selection} toggle={toggle} />,
      },
      { id: 'status', header: t('images.column.status'), cell: ({ image }) => <ImageProgress image={image} /> },
      {
        id: 'visibility',
        header: t('images.column.visibility'),
        cell: ({ image }) => t(`image.visibility.${image.visibility}`),
      },
      { id: 'os', header: t('images.column.os'), isMinor: true, cell: ({ image }) => image.system ?? t('word.none') },
      {
        id: 'format',
        isMinor: true,
        header: t('images.column.format'),
        cell: ({ image }) => image.diskFormat?.toUpperCase() ?? t('word.none'),
      },
      { id: 'size', header: t('images.column.size'), isNumber: true, cell: ({ image }) => bytes(image.size) },
      {
        id: 'stored',
        header: t('images.column.stored'),
        isNumber: true,
        isMinor: true,
        cell: ({ image }) => bytes(image.stored),
      },
      {
        id: 'shared',
        isMinor: true,
        header: t('images.column.shared'),
        isNumber: true,
        cell: ({ image: { stored, unique } }) => bytes(stored === null || unique === null ? null : stored - unique),
      },
      {
        id: 'created',
        isMinor: true,
        header: t('images.column.created'),
        cell: ({ image }) => formats.day(image.createdAt),
      },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('images.column.actions'),
        cell: ({ image }) => <ImageMenu image={image} mayChange={selection.may(image)} />,
      },
    ];
  }, [t, formats, images, selection, toggle]);
}

interface SelectAllProps {
  readonly images: readonly ListedImage[];
  readonly selection: Selection;
}

function SelectAll({ images, selection }: SelectAllProps): ReactNode {
  const { t } = useTranslation();
  return (
    <span className="ingot-row ingot-row_whole">
      <Checkbox
        size="l"
        disabled={!images.some(selection.may)}
        checked={selection.isWhole}
        indeterminate={!selection.isWhole && selection.images.length > 0}
        onUpdate={(isSelected) => selection.set(images.filter(selection.may), isSelected)}
        controlProps={{ 'aria-label': t('images.selectAll') }}
      />
      {t('images.column.name')}
    </span>
  );
}
