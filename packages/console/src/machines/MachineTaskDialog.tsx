import { lazy, Suspense, type ReactNode } from 'react';
import type { Machine } from './machine-queries.ts';

const PublishDialog = lazy(async () => ({ default: (await import('./publish/PublishDialog.tsx')).PublishDialog }));
const EditMachine = lazy(async () => ({ default: (await import('./EditMachine.tsx')).EditMachine }));
const DeleteMachine = lazy(async () => ({ default: (await import('./DeleteMachine.tsx')).DeleteMachine }));
const MountMedia = lazy(async () => ({ default: (await import('./MountMedia.tsx')).MountMedia }));
const TakeSnapshot = lazy(async () => ({ default: (await import('./TakeSnapshot.tsx')).TakeSnapshot }));
const ConfirmPower = lazy(async () => ({ default: (await import('./ConfirmPower.tsx')).ConfirmPower }));

/** What somebody is about to do to a machine, and is asked about. */
export interface MachineTask {
  readonly machine: Machine;
  readonly do: 'clone' | 'convert' | 'edit' | 'delete' | 'media' | 'snapshot' | 'turn-off' | 'reboot-hard';
}

interface MachineTaskDialogProps {
  readonly task: MachineTask;
  readonly onClose: () => void;
  /** The machine is on its way out. */
  readonly onDeleted?: () => void;
}

export function MachineTaskDialog(props: MachineTaskDialogProps): ReactNode {
  return (
    <Suspense>
      <DialogOf {...props} />
    </Suspense>
  );
}

function DialogOf({ task, onClose, onDeleted = onClose }: MachineTaskDialogProps): ReactNode {
  const { machine } = task;
  switch (task.do) {
    case 'clone':
    case 'convert':
      return <PublishDialog machine={machine} kind={task.do} onClose={onClose} />;
    case 'edit':
      return <EditMachine machine={machine} onClose={onClose} />;
    case 'delete':
      return <DeleteMachine machine={machine} onClose={onClose} onDeleted={onDeleted} />;
    case 'media':
      return <MountMedia machine={machine} onClose={onClose} />;
    case 'snapshot':
      return <TakeSnapshot machine={machine} onClose={onClose} />;
    case 'turn-off':
    case 'reboot-hard':
      return <ConfirmPower machine={machine} action={task.do} onClose={onClose} />;
  }
}
