import { Text } from '@gravity-ui/uikit';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { useSession } from '../session/session.ts';
import type { ImagePool } from './pool-queries.ts';
import { PoolRoom } from './PoolRoom.tsx';

type Handler = (pool: ImagePool) => void;

interface PoolTableProps {
  readonly pools: readonly ImagePool[];
  readonly isLoading: boolean;
  readonly onEnd: () => void;
  readonly onEdit: Handler;
  readonly onDelete: Handler;
}

export function PoolTable({ pools, isLoading, onEnd, onEdit, onDelete }: PoolTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('section.imagePools')}
      columns={useColumns(onEdit, onDelete)}
      rows={pools}
      rowId={({ id }) => id}
      isLoading={isLoading}
      onEnd={onEnd}
    />
  );
}

/** Where a pool is, and how full, is for administrators. */
function useColumns(onEdit: Handler, onDelete: Handler): readonly Column<ImagePool>[] {
  const { t } = useTranslation();
  const { bytes, number } = useFormats();
  const isAdministrator = useSession().roles.includes('admin');
  return useMemo(() => {
    const forAll: readonly Column<ImagePool>[] = [
      { id: 'name', header: t('pools.name'), cell: (pool) => <PoolName pool={pool} /> },
      {
        id: 'files',
        header: t('pools.files'),
        isNumber: true,
        cell: ({ usage: { artefacts } }) => number(artefacts),
      },
      { id: 'size', isMinor: true, header: t('pools.size'), isNumber: true, cell: ({ usage }) => bytes(usage.bytes) },
    ];
    if (!isAdministrator) return forAll;
    return [
      ...forAll,
      { id: 'place', isMinor: true, header: t('pools.place'), cell: ({ place }) => placeOf(place) },
      { id: 'room', header: t('pools.room'), cell: ({ id, name }) => <PoolRoom id={id} name={name} /> },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (pool) => (
          <RowMenu
            name={pool.name}
            actions={[
              { text: t('pools.edit'), onSelect: () => onEdit(pool) },
              {
                text: t('pools.delete'),
                onSelect: () => onDelete(pool),
                isDangerous: true,
                unavailable:
                  pool.usage.artefacts > 0 ? t('pools.delete.used', { count: pool.usage.artefacts }) : undefined,
              },
            ]}
          />
        ),
      },
    ];
  }, [t, bytes, number, isAdministrator, onEdit, onDelete]);
}

function placeOf(place: ImagePool['place']): string {
  if (place === null) return '';
  return place.kind === 'directory' ? place.path : `s3://${place.bucket}/${place.prefix}`;
}

function PoolName({ pool: { name, description } }: { readonly pool: ImagePool }): ReactNode {
  return (
    <>
      {name}
      {description === null ? null : (
        <Text color="secondary" variant="caption-2" className="ingot-table__note">
          {description}
        </Text>
      )}
    </>
  );
}
