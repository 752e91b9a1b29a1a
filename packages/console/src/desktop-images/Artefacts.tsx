import { Label } from '@gravity-ui/uikit';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../kit/Part.tsx';
import { useFormats } from '../format/use-formats.ts';
import { usePools } from '../image-pools/use-pools.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { DataTable, type Column } from '../kit/DataTable.tsx';
import { RowMenu } from '../kit/RowMenu.tsx';
import { useWithdraw, type DesktopImage } from './desktop-image-queries.ts';

type Artefact = DesktopImage['artefacts'][number];

const THEMES = { writing: 'info', ready: 'success' } as const;

/** The files of a desktop image, one for each pool that has it. */
export function Artefacts({ image }: { readonly image: DesktopImage }): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = usePools();
  const withdraw = useWithdraw();
  const [leaving, setLeaving] = useState<Artefact | null>(null);
  const pool = leaving === null ? '' : (nameOf(leaving.poolId) ?? '');
  const close = (): void => setLeaving(null);
  return (
    <Part title={t('desktopImages.files')}>
      <DataTable
        label={t('desktopImages.files')}
        columns={useColumns(image, setLeaving)}
        rows={image.artefacts}
        rowId={({ poolId }) => poolId}
        isLoading={false}
      />
      {leaving === null ? null : (
        <ConfirmDialog
          open
          title={t('desktopImages.withdraw.title', { pool })}
          text={t('desktopImages.withdraw.text')}
          action={t('desktopImages.withdraw')}
          isDangerous
          isPending={withdraw.isPending}
          error={withdraw.error}
          onClose={close}
          onConfirm={() => withdraw.mutate({ id: image.id, pool: leaving.poolId }, { onSuccess: close })}
        />
      )}
    </Part>
  );
}

function useColumns(image: DesktopImage, onLeave: (artefact: Artefact) => void): readonly Column<Artefact>[] {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const { pools } = usePools();
  return useMemo(
    () => [
      {
        id: 'pool',
        header: t('desktopImages.pool'),
        cell: ({ poolId }) => pools.find(({ id }) => id === poolId)?.name ?? t('word.none'),
      },
      {
        id: 'status',
        header: t('desktopImages.status'),
        cell: ({ status }) => <Label theme={THEMES[status]}>{t(`desktopImages.file.${status}`)}</Label>,
      },
      {
        id: 'size',
        header: t('desktopImages.size'),
        isNumber: true,
        cell: ({ size }) => (size === null ? t('word.none') : bytes(size)),
      },
      {
        id: 'sha256',
        isMinor: true,
        header: 'SHA-256',
        cell: ({ sha256 }) =>
          sha256 === null ? t('word.none') : <code title={sha256}>{`${sha256.slice(0, 16)}…`}</code>,
      },
      {
        id: 'actions',
        hasActions: true,
        header: '',
        label: t('word.actions'),
        cell: (artefact) => (
          <RowMenu
            name={pools.find(({ id }) => id === artefact.poolId)?.name ?? ''}
            actions={[
              {
                text: t('desktopImages.do.download'),
                onSelect: () =>
                  globalThis.location.assign(`/api/v1/desktop-images/${image.id}/file?pool=${artefact.poolId}`),
                unavailable: artefact.status === 'ready' ? undefined : t('desktopImages.file.writing'),
              },
              {
                text: t('desktopImages.withdraw'),
                onSelect: () => onLeave(artefact),
                isDangerous: true,
                unavailable: artefact.poolId === image.poolId ? t('desktopImages.withdraw.first') : undefined,
              },
            ]}
          />
        ),
      },
    ],
    [t, bytes, pools, image, onLeave],
  );
}
