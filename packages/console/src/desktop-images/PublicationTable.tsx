import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { usePools } from '../image-pools/use-pools.ts';
import { ImageLink } from '../image/ImageLink.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { PublicationOutcome } from './PublicationOutcome.tsx';
import type { Publication } from './publication-queries.ts';
import './messages.ts';

interface PublicationTableProps {
  readonly publications: readonly Publication[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd?: () => void;
}

/** How publications go, or went. */
export function PublicationTable({ publications, ...rest }: PublicationTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('section.publications')}
      columns={useColumns()}
      rows={publications}
      rowId={({ id }) => id}
      {...rest}
    />
  );
}

function useColumns(): readonly Column<Publication>[] {
  const { t } = useTranslation();
  const { time } = useFormats();
  const { pools } = usePools();
  return useMemo(
    () => [
      { id: 'image', header: t('publication.image'), cell: ({ imageId }) => <ImageLink id={imageId} /> },
      { id: 'kind', header: t('publication.kind'), cell: ({ kind }) => t(`publication.kind.${kind}`) },
      {
        id: 'status',
        header: t('desktopImages.status'),
        cell: (publication) => <PublicationOutcome publication={publication} />,
      },
      {
        id: 'pool',
        header: t('desktopImages.pool'),
        cell: ({ poolId }) => pools.find(({ id }) => id === poolId)?.name ?? t('word.none'),
      },
      { id: 'begun', isTime: true, header: t('publication.begun'), cell: ({ createdAt }) => time(createdAt) },
      {
        id: 'finished',
        isMinor: true,
        header: t('publication.finished'),
        cell: ({ finishedAt }) => (finishedAt === null ? t('word.none') : time(finishedAt)),
      },
    ],
    [t, time, pools],
  );
}
