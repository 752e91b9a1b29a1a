import type { Job, NewJob } from '../jobs/index.ts';
import type { JobId, MachineId, UserId } from '../kernel/ids.ts';
import type { Machine } from './machine.ts';

/** Work on a machine, which the process does that runs it: what it is to do is said by the state that waits for it. */
export interface MachineTask {
  readonly machineId: MachineId;
}

/** Jobs of one host are of one kind, so that no other host takes them. */
export function machineJobKind(host: string): string {
  return `machine-work ${host}`;
}

export function machineJob(
  id: JobId,
  { id: machineId, ownerId: projectId, state }: Pick<Machine, 'id' | 'ownerId' | 'state'>,
  where: { readonly host: string; readonly asker: UserId; readonly now: number },
): NewJob {
  const payload: MachineTask = { machineId };
  const about = { action: state.status, topic: 'machine', id: machineId, projectId, userId: where.asker } as const;
  // Guests may take their time: none waits for another one.
  return { id, kind: machineJobKind(where.host), subject: machineId, lane: machineId, about, payload, at: where.now };
}

/** What `machineJob` made; nobody else enqueues jobs of these kinds. */
export function taskOf(job: Pick<Job, 'payload'>): MachineTask {
  return job.payload as MachineTask;
}
