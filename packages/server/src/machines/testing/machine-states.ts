import { newJobId, newMachineSnapshotId, type MachineSnapshotId, type PublicationId } from '../../kernel/ids.ts';
import type { MachineSnapshot } from '../machine-snapshot.ts';
import type { MachineRest, MachineState, MachineStatus } from '../machine.ts';

/** Of the one that is being published. */
export const PUBLICATION = '00000000-0000-4000-8000-000000000001' as PublicationId;

/** Every state that a machine can be in. */
export function machineStates(): MachineState[] {
  const work = { task: newJobId(), deadline: 1000 };
  const snapshotId = newMachineSnapshotId();
  const [stopped, running]: MachineRest[] = [{ status: 'stopped' }, { status: 'running', since: 5 }];
  if (!stopped || !running) throw new Error('there are two states of rest');
  const states: Record<MachineStatus, MachineState> = {
    creating: { status: 'creating', start: true, ...work },
    starting: { status: 'starting', ...work },
    stopped,
    running,
    stopping: { status: 'stopping', how: 'turn-off', ...work },
    rebooting: { status: 'rebooting', how: 'hard', ...work },
    snapshotting: { status: 'snapshotting', snapshotId, resume: running, ...work },
    restoring: { status: 'restoring', snapshotId, ...work },
    publishing: { status: 'publishing', publicationId: PUBLICATION, kind: 'convert', resume: stopped },
    deleting: { status: 'deleting', withDisks: true, ...work },
    error: { status: 'error', reason: 'It fell over.' },
  };
  return Object.values(states);
}

/** Every state that a snapshot can be in. */
export function snapshotStates(): { id: MachineSnapshotId; state: MachineSnapshot['state'] }[] {
  const states: MachineSnapshot['state'][] = [
    { status: 'creating', task: newJobId() },
    { status: 'available', disks: [], quiesced: true },
    { status: 'error', reason: 'It fell over.' },
  ];
  return states.map((state) => ({ id: newMachineSnapshotId(), state }));
}
