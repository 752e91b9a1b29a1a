import type { Image } from '@ingot/client';
import { Text } from '@gravity-ui/uikit';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../../kit/Part.tsx';
import { ReasonedButton } from '../../kit/ReasonedButton.tsx';
import { useImageRights } from '../image-rights.ts';

const VisibilityDialog = lazy(() =>
  import('./VisibilityDialog.tsx').then((module) => ({ default: module.VisibilityDialog })),
);

export function ImageVisibility({ image }: { readonly image: Image }): ReactNode {
  const { t } = useTranslation();
  const why = useImageRights(image)('update');
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Part
      title={t('images.column.visibility')}
      actions={
        <ReasonedButton size="s" reason={why} onClick={() => setIsAsked(true)}>
          {t('image.edit')}
        </ReasonedButton>
      }
    >
      <div>
        <Text variant="body-2">{t(`image.visibility.${image.visibility}`)}</Text>
        <br />
        <Text color="secondary">{t(`image.visibility.${image.visibility}.means`)}</Text>
      </div>
      <Suspense>{isAsked ? <VisibilityDialog image={image} onClose={() => setIsAsked(false)} /> : null}</Suspense>
    </Part>
  );
}
