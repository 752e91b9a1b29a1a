import type { Image } from '@ingot/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../kit/ConfirmDialog.tsx';
import { useSetDownloads } from './image-changes.ts';

interface DownloadsDialogProps {
  readonly image: Image;
  readonly name: string;
  readonly onClose: () => void;
}

/** Asks before an image is deactivated, or taken into use again. */
export function DownloadsDialog({ image, name, onClose }: DownloadsDialogProps): ReactNode {
  const { t } = useTranslation();
  const change = useSetDownloads(image);
  const isAllowed = image.status === 'deactivated';
  const what = isAllowed ? 'image.reactivate' : 'image.deactivate';
  return (
    <ConfirmDialog
      open
      title={t(`${what}.title`, { name })}
      text={t(`${what}.text`)}
      action={t(what)}
      isPending={change.isPending}
      error={change.error}
      onClose={onClose}
      onConfirm={() => change.mutate(isAllowed, { onSuccess: onClose })}
    />
  );
}
