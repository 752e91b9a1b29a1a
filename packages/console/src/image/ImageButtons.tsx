import type { Image } from '@ingot/client';
import { NodesRight, TrashBin } from '@gravity-ui/icons';
import { Icon } from '@gravity-ui/uikit';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonedButton } from '../kit/ReasonedButton.tsx';
import { useImageRights } from './image-rights.ts';

const DeleteDialog = lazy(() =>
  import('./DeleteImageDialog.tsx').then((module) => ({ default: module.DeleteImageDialog })),
);
const ShareImageDialog = lazy(() =>
  import('./access/ShareImageDialog.tsx').then((module) => ({ default: module.ShareImageDialog })),
);
const DownloadsDialog = lazy(() =>
  import('./DownloadsDialog.tsx').then((module) => ({ default: module.DownloadsDialog })),
);

interface ImageButtonsProps {
  readonly image: Image;
  readonly name: string;
}

/** What can be done with an image, whichever of its tabs is open. */
export function ImageButtons({ image, name }: ImageButtonsProps): ReactNode {
  const { t } = useTranslation();
  const why = useImageRights(image);
  const [asked, setAsked] = useState<'delete' | 'downloads' | 'share' | null>(null);
  const close = (): void => setAsked(null);
  const isForAll = image.visibility === 'public' || image.visibility === 'community';
  const isActive = image.status !== 'deactivated';
  return (
    <>
      <ReasonedButton
        view="outlined"
        reason={why('update') ?? (isForAll ? t('image.why.forAll') : null)}
        onClick={() => setAsked('share')}
      >
        <Icon data={NodesRight} />
        {t('image.share')}
      </ReasonedButton>
      <ReasonedButton
        view="outlined"
        reason={why(isActive ? 'deactivate' : 'reactivate')}
        onClick={() => setAsked('downloads')}
      >
        {t(isActive ? 'image.deactivate' : 'image.reactivate')}
      </ReasonedButton>
      <ReasonedButton
        view="outlined-danger"
        reason={image.protected ? t('image.why.protected') : why('delete')}
        onClick={() => setAsked('delete')}
      >
        <Icon data={TrashBin} />
        {t('image.delete')}
      </ReasonedButton>
      <Suspense>
        {asked === 'downloads' ? <DownloadsDialog image={image} name={name} onClose={close} /> : null}
        {asked === 'share' ? <ShareImageDialog image={image} onClose={close} /> : null}
        {asked === 'delete' ? <DeleteDialog image={image} name={name} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
