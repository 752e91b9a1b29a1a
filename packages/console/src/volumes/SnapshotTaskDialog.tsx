import { lazy, Suspense, type ReactNode } from 'react';
import type { Snapshot } from './snapshot-queries.ts';

const SnapshotVolume = lazy(async () => ({ default: (await import('./SnapshotVolume.tsx')).SnapshotVolume }));
const CreateVolume = lazy(async () => ({ default: (await import('./CreateVolume.tsx')).CreateVolume }));
const CaptureImage = lazy(async () => ({ default: (await import('./CaptureImage.tsx')).CaptureImage }));
const DeleteSnapshot = lazy(async () => ({ default: (await import('./DeleteSnapshot.tsx')).DeleteSnapshot }));

/** What somebody is about to do. */
export type SnapshotTask =
  | { readonly do: 'create' }
  | { readonly do: 'volume' | 'capture' | 'delete'; readonly snapshot: Snapshot };

interface SnapshotTaskDialogProps {
  readonly task: SnapshotTask;
  readonly onClose: () => void;
}

export function SnapshotTaskDialog(props: SnapshotTaskDialogProps): ReactNode {
  return (
    <Suspense>
      <DialogOf {...props} />
    </Suspense>
  );
}

function DialogOf({ task, onClose }: SnapshotTaskDialogProps): ReactNode {
  switch (task.do) {
    case 'create':
      return <SnapshotVolume volume={null} onClose={onClose} />;
    case 'volume':
      return <CreateVolume snapshot={task.snapshot.id} onClose={onClose} />;
    case 'capture':
      return <CaptureImage source={{ snapshot: task.snapshot.id }} onClose={onClose} />;
    case 'delete':
      return <DeleteSnapshot snapshot={task.snapshot} onClose={onClose} />;
  }
}
