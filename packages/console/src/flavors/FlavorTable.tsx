import { Label, Text } from '@gravity-ui/uikit';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { useSession } from '../session/session.ts';
import type { Flavor } from './flavor-queries.ts';

type Handler = (flavor: Flavor) => void;

interface FlavorTableProps {
  readonly flavors: readonly Flavor[];
  readonly isLoading: boolean;
  readonly onEdit: Handler;
  readonly onDelete: Handler;
}

export function FlavorTable({ flavors, isLoading, onEdit, onDelete }: FlavorTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('section.flavors')}
      columns={useColumns(onEdit, onDelete)}
      rows={flavors}
      rowId={({ id }) => id}
      isLoading={isLoading}
    />
  );
}

function useColumns(onEdit: Handler, onDelete: Handler): readonly Column<Flavor>[] {
  const { t } = useTranslation();
  const { bytes, number } = useFormats();
  const { roles } = useSession();
  const isAdministrator = roles.includes('admin');
  return useMemo(() => {
    const disk = (gib: number, none: string): string => (gib === 0 ? none : bytes(gib * 2 ** 30));
    const why = ({ builtIn, projectId }: Flavor): string | undefined => {
      if (builtIn) return t('flavors.builtIn.fixed');
      return projectId === null && !isAdministrator ? t('flavors.everybody.fixed') : undefined;
    };
    return [
      { id: 'name', header: t('flavors.name'), cell: (flavor) => <FlavorName flavor={flavor} /> },
      { id: 'kind', header: t('flavors.kind'), cell: (flavor) => <Kind flavor={flavor} /> },
      {
        id: 'desktops',
        header: t('flavors.desktopTypes'),
        cell: ({ desktopTypes }) =>
          desktopTypes.length === 0 ? t('flavors.anyDesktop') : desktopTypes.join(', ').toUpperCase(),
      },
      { id: 'model', isMinor: true, header: t('flavors.model'), cell: ({ model }) => model ?? t('word.none') },
      { id: 'vcpus', header: t('flavors.vcpus'), isNumber: true, cell: ({ vcpus }) => number(vcpus) },
      {
        id: 'memory',
        header: t('flavors.memory'),
        isNumber: true,
        cell: ({ memoryMib }) => bytes(memoryMib * 2 ** 20),
      },
      {
        id: 'systemDisk',
        isMinor: true,
        header: t('flavors.systemDisk'),
        isNumber: true,
        cell: ({ systemDiskGib }) => disk(systemDiskGib, t('flavors.asImage')),
      },
      {
        id: 'dataDisk',
        isMinor: true,
        header: t('flavors.dataDisk'),
        isNumber: true,
        cell: ({ dataDiskGib }) => disk(dataDiskGib, t('word.none')),
      },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (flavor) => (
          <RowMenu
            name={flavor.name}
            actions={[
              { text: t('flavors.edit'), onSelect: () => onEdit(flavor), unavailable: why(flavor) },
              {
                text: t('flavors.delete'),
                onSelect: () => onDelete(flavor),
                isDangerous: true,
                unavailable: why(flavor),
              },
            ]}
          />
        ),
      },
    ];
  }, [t, bytes, number, isAdministrator, onEdit, onDelete]);
}

function FlavorName({ flavor: { name, description } }: { readonly flavor: Flavor }): ReactNode {
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

function Kind({ flavor: { builtIn, projectId } }: { readonly flavor: Flavor }): ReactNode {
  const { t } = useTranslation();
  if (builtIn) return <Label theme="info">{t('flavors.builtIn')}</Label>;
  return projectId === null ? <Label>{t('flavors.everybody')}</Label> : t('flavors.ofProject');
}
