import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { usePools } from '../image-pools/use-pools.ts';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import type { DesktopImage } from './desktop-image-queries.ts';
import { DesktopImageStatus } from './DesktopImageStatus.tsx';
import { DesktopImageTaskDialog, type DesktopImageTask } from './DesktopImageTaskDialog.tsx';
import { useConfigurationText } from './use-configuration-text.ts';
import { useDesktopImageActions } from './use-desktop-image-actions.ts';

interface DesktopImageTableProps {
  readonly images: readonly DesktopImage[];
  readonly isLoading: boolean;
  /** Called when the reader nears the end. */
  readonly onEnd: () => void;
}

export function DesktopImageTable({ images, isLoading, onEnd }: DesktopImageTableProps): ReactNode {
  const { t } = useTranslation();
  const [task, setTask] = useState<DesktopImageTask | null>(null);
  return (
    <>
      <DataTable
        label={t('section.desktopImages')}
        columns={useColumns(setTask)}
        rows={images}
        rowId={({ id }) => id}
        isLoading={isLoading}
        onEnd={onEnd}
      />
      {task === null ? null : <DesktopImageTaskDialog task={task} onClose={() => setTask(null)} />}
    </>
  );
}

function useColumns(onTask: (task: DesktopImageTask) => void): readonly Column<DesktopImage>[] {
  const { t } = useTranslation();
  const { bytes, time } = useFormats();
  const { pools } = usePools();
  const configurationText = useConfigurationText();
  const actionsOf = useDesktopImageActions(onTask);
  return useMemo(() => {
    const poolName = (id: string): string => pools.find((pool) => pool.id === id)?.name ?? t('word.none');
    return [
      {
        id: 'name',
        header: t('desktopImages.name'),
        cell: ({ id, name }) => (
          <Link to="/images/desktop-images/$id" params={{ id }} className="ingot-link" title={name ?? id}>
            {name ?? t('desktopImages.unnamed')}
          </Link>
        ),
      },
      { id: 'status', header: t('desktopImages.status'), cell: (image) => <DesktopImageStatus image={image} /> },
      { id: 'imageType', header: t('desktopImages.imageType'), cell: ({ imageType }) => imageType.toUpperCase() },
      { id: 'fileType', header: t('desktopImages.fileType'), cell: ({ fileType }) => fileType.toUpperCase() },
      {
        id: 'configuration',
        isMinor: true,
        header: t('configuration'),
        cell: ({ configuration }) => configurationText(configuration),
      },
      {
        id: 'pools',
        header: t('desktopImages.pool'),
        cell: ({ artefacts }) => artefacts.map(({ poolId }) => poolName(poolId)).join(', '),
      },
      {
        id: 'size',
        isMinor: true,
        header: t('desktopImages.size'),
        isNumber: true,
        cell: ({ artefacts: [first] }) => (first?.size ? bytes(first.size) : t('word.none')),
      },
      {
        id: 'created',
        isMinor: true,
        header: t('desktopImages.created'),
        cell: ({ createdAt }) => time(createdAt),
      },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (image) => <RowMenu name={image.name ?? t('desktopImages.unnamed')} actions={actionsOf(image)} />,
      },
    ];
  }, [t, bytes, time, pools, configurationText, actionsOf]);
}
