import type { Image } from '@ingot/client';
import { Alert, Text, useToaster } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../format/use-formats.ts';
import { useDeleteImage } from '../images/image-queries.ts';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { imageUsesQuery } from './uses-query.ts';

interface DeleteImageDialogProps {
  readonly image: Image;
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks before an image is deleted: what that frees, or what keeps it from being deleted. */
export function DeleteImageDialog({ image: { id }, name, onClose }: DeleteImageDialogProps): ReactNode {
  const { t } = useTranslation();
  const formats = useFormats();
  const remove = useDeleteImage();
  const navigate = useNavigate();
  const toaster = useToaster();
  const { data: uses } = useQuery(imageUsesQuery(id));
  const freed = uses?.freedBytes ?? null;
  const elsewhere = uses?.dependantsElsewhere ?? 0;
  const done = (): void => {
    toaster.add({ name: `deleted-${id}`, title: t('image.delete.done', { name }), theme: 'success' });
    void navigate({ to: '/images' });
  };
  return (
    <ConfirmDialog
      open
      title={t('image.delete.title', { name })}
      text={t('image.delete.text')}
      action={t('image.delete')}
      isDangerous
      isBlocked={uses?.blocksDelete ?? false}
      isPending={remove.isPending}
      error={remove.error}
      onClose={onClose}
      onConfirm={() => remove.mutate(id, { onSuccess: done })}
    >
      {freed === null ? null : (
        <Text color="secondary">{t('image.delete.frees', { bytes: formats.bytes(freed) })}</Text>
      )}
      {elsewhere > 0 ? <Text color="secondary">{t('image.delete.elsewhere', { count: elsewhere })}</Text> : null}
      {uses?.blocksDelete === true ? (
        <Alert
          theme="warning"
          title={t('image.delete.blocked')}
          message={
            <Link to="/images/$id/uses" params={{ id }} className="ingot-link" onClick={onClose}>
              {t('image.delete.showBlockers')}
            </Link>
          }
        />
      ) : null}
    </ConfirmDialog>
  );
}
