import { lazy, Suspense, type ReactNode } from 'react';
import type { DesktopImage } from './desktop-image-queries.ts';

const EditDesktopImage = lazy(async () => ({ default: (await import('./EditDesktopImage.tsx')).EditDesktopImage }));
const DeployDialog = lazy(async () => ({ default: (await import('./DeployDialog.tsx')).DeployDialog }));
const DeleteDesktopImage = lazy(async () => ({
  default: (await import('./DeleteDesktopImage.tsx')).DeleteDesktopImage,
}));

/** What somebody is about to do to a desktop image, and is asked about. */
export interface DesktopImageTask {
  readonly do: 'edit' | 'deploy' | 'delete';
  readonly image: DesktopImage;
}

interface DesktopImageTaskDialogProps {
  readonly task: DesktopImageTask;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

export function DesktopImageTaskDialog(props: DesktopImageTaskDialogProps): ReactNode {
  return (
    <Suspense>
      <DialogOf {...props} />
    </Suspense>
  );
}

function DialogOf({ task: { do: what, image }, onClose, onDeleted = onClose }: DesktopImageTaskDialogProps): ReactNode {
  switch (what) {
    case 'edit':
      return <EditDesktopImage image={image} onClose={onClose} />;
    case 'deploy':
      return <DeployDialog image={image} onClose={onClose} />;
    case 'delete':
      return <DeleteDesktopImage image={image} onClose={onClose} onDeleted={onDeleted} />;
  }
}
