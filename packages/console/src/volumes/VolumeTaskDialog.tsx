import { lazy, Suspense, type ReactNode } from 'react';
import type { Volume } from './volume-queries.ts';

const EditVolume = lazy(async () => ({ default: (await import('./EditVolume.tsx')).EditVolume }));
const ExtendVolume = lazy(async () => ({ default: (await import('./ExtendVolume.tsx')).ExtendVolume }));
const SetBootable = lazy(async () => ({ default: (await import('./SetBootable.tsx')).SetBootable }));
const DeleteVolume = lazy(async () => ({ default: (await import('./DeleteVolume.tsx')).DeleteVolume }));
const CaptureImage = lazy(async () => ({ default: (await import('./CaptureImage.tsx')).CaptureImage }));
const SnapshotVolume = lazy(async () => ({ default: (await import('./SnapshotVolume.tsx')).SnapshotVolume }));

/** What somebody is about to do to a volume, and is asked about. */
export interface VolumeTask {
  readonly do: 'edit' | 'snapshot' | 'capture' | 'extend' | 'bootable' | 'delete';
  readonly volume: Volume;
}

interface VolumeTaskDialogProps {
  readonly task: VolumeTask;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

export function VolumeTaskDialog(props: VolumeTaskDialogProps): ReactNode {
  return (
    <Suspense>
      <DialogOf {...props} />
    </Suspense>
  );
}

function DialogOf({ task: { do: what, volume }, onClose, onDeleted = onClose }: VolumeTaskDialogProps): ReactNode {
  switch (what) {
    case 'edit':
      return <EditVolume volume={volume} onClose={onClose} />;
    case 'snapshot':
      return <SnapshotVolume volume={volume} onClose={onClose} />;
    case 'capture':
      return <CaptureImage source={{ volume: volume.id }} onClose={onClose} />;
    case 'extend':
      return <ExtendVolume volume={volume} onClose={onClose} />;
    case 'bootable':
      return <SetBootable volume={volume} onClose={onClose} />;
    case 'delete':
      return <DeleteVolume volume={volume} onClose={onClose} onDeleted={onDeleted} />;
  }
}
