import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RowMenu } from '../kit/RowMenu.tsx';
import type { ListedImage } from './image-queries.ts';

const ShareImageDialog = lazy(async () => ({
  default: (await import('../image/access/ShareImageDialog.tsx')).ShareImageDialog,
}));
const DeleteImages = lazy(async () => ({ default: (await import('./DeleteImages.tsx')).DeleteImages }));

interface ImageMenuProps {
  readonly image: ListedImage;
  readonly mayChange: boolean;
}

export function ImageMenu({ image, mayChange }: ImageMenuProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'share' | 'delete' | null>(null);
  const close = (): void => setAsked(null);
  const { id, name, visibility, projectId: owner, protected: isProtected } = image;
  const isForAll = visibility === 'public' || visibility === 'community';
  const notMine = mayChange ? undefined : t('images.notYours');
  return (
    <>
      <RowMenu
        name={name ?? t('images.unnamed')}
        actions={[
          { text: t('images.open'), onSelect: () => void navigate({ to: '/images/$id', params: { id } }) },
          {
            text: t('images.share'),
            onSelect: () => setAsked('share'),
            unavailable: notMine ?? (isForAll ? t('images.isForAll') : undefined),
          },
          {
            text: t('images.delete'),
            onSelect: () => setAsked('delete'),
            isDangerous: true,
            unavailable: notMine ?? (isProtected ? t('images.isProtected') : undefined),
          },
        ]}
      />
      <Suspense>
        {asked === 'share' ? <ShareImageDialog image={{ id, name, visibility, owner }} onClose={close} /> : null}
        {asked === 'delete' ? <DeleteImages images={[image]} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
