import { Alert } from '@gravity-ui/uikit';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { desktopImagesQuery, useDeleteDesktopImage, type DesktopImage } from './desktop-image-queries.ts';
import './messages.ts';

interface DeleteDesktopImageProps {
  readonly image: DesktopImage;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

/** Says what goes with it, and the children that keep it from going. */
export function DeleteDesktopImage({ image, onClose, onDeleted }: DeleteDesktopImageProps): ReactNode {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const remove = useDeleteDesktopImage();
  const { data } = useInfiniteQuery(desktopImagesQuery({ parent: image.id }));
  const children = data?.pages.flatMap((page) => page.desktopImages) ?? [];
  const size = image.artefacts.reduce((sum, artefact) => sum + (artefact.size ?? 0), 0);
  const name = image.name ?? t('desktopImages.unnamed');
  return (
    <ConfirmDialog
      open
      title={t('desktopImages.delete.title', { name })}
      text={t('desktopImages.delete.text', { count: image.artefacts.length, size: bytes(size) })}
      action={t('desktopImages.do.delete')}
      isDangerous
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate(image.id, { onSuccess: onDeleted })}
    >
      {children.length === 0 ? null : (
        <Alert
          theme="warning"
          title={t('desktopImages.delete.children')}
          message={children.map((child) => child.name ?? t('desktopImages.unnamed')).join(', ')}
        />
      )}
    </ConfirmDialog>
  );
}
