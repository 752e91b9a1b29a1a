import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RowMenu } from '../kit/RowMenu.tsx';
import type { ListedImage } from './image-queries.ts';

const DeleteImages = lazy(async () => ({ default: (await import('./DeleteImages.tsx')).DeleteImages }));

interface ImageMenuProps {
  readonly image: ListedImage;
  readonly mayChange: boolean;
}

export function ImageMenu({ image, mayChange }: ImageMenuProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAsked, setIsAsked] = useState(false);
  const { id, name, protected: isProtected } = image;
  const notMine = mayChange ? undefined : t('images.notYours');
  return (
    <>
      <RowMenu
        name={name ?? t('images.unnamed')}
        actions={[
          { text: t('images.open'), onSelect: () => void navigate({ to: '/images/$id', params: { id } }) },
          {
            text: t('images.delete'),
            onSelect: () => setIsAsked(true),
            isDangerous: true,
            unavailable: notMine ?? (isProtected ? t('images.isProtected') : undefined),
          },
        ]}
      />
      {isAsked ? (
        <Suspense>
          <DeleteImages images={[image]} onClose={() => setIsAsked(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
