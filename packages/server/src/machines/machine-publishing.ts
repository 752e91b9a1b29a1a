import { IngotError } from '../kernel/errors.ts';
import type { MachineId, PublicationId } from '../kernel/ids.ts';
import { beginWork } from './begin-work.ts';
import { captureDisks } from './capture-disks.ts';
import { findChangeableMachine, machineNotFound } from './machine-access.ts';
import { requireMachineCan } from './machine-actions.ts';
import type { MachineContext } from './machine-context.ts';
import type { Machine, MachineRest, MachineState } from './machine.ts';
import type { MachinePublishing } from './machines.ts';

/** What publications do to machines. */
export function publishingOperations(context: MachineContext): MachinePublishing {
  const { store, clock, host, wakeJobs } = context;
  return {
    machinePublishBegin: (caller, id, { id: publicationId, kind }) =>
      store.transaction(async (tx) => {
        const machine = await findChangeableMachine(tx, caller, id);
        if (publishedBy(machine, publicationId)) return machine;
        requireMachineCan(kind, machine);
        const resume = machine.state as MachineRest;
        const state: MachineState = { status: 'publishing', publicationId, kind, resume };
        const begun = { ...machine, state, updatedAt: clock.now() };
        await tx.machineWrite(begun);
        return begun;
      }),

    machineCapture: async (id, publication, run) => {
      const machine = await store.machineFind(id);
      if (!machine) throw machineNotFound(id);
      if (!publishedBy(machine, publication)) throw notReserved(id, publication);
      if (machine.host !== host) {
        throw new IngotError('unavailable', `Machine ${id} runs on host ${machine.host}, which has to read its disks.`);
      }
      return captureDisks(context, machine, run);
    },

    machinePublishEnd: (id, publication) =>
      store.transaction(async (tx) => {
        const machine = await tx.machineFind(id);
        if (machine?.state.status !== 'publishing' || machine.state.publicationId !== publication) return;
        await tx.machineWrite({ ...machine, state: machine.state.resume, updatedAt: clock.now() });
      }),

    machineConsume: async (id, publication, asker) => {
      await store.transaction(async (tx) => {
        const machine = await tx.machineFind(id);
        // It was consumed before the one who did it could write that down.
        if (!machine || machine.state.status === 'deleting') return;
        if (!publishedBy(machine, publication) || machine.state.kind !== 'convert') throw notReserved(id, publication);
        await beginWork(context, tx, { machine, asker }, (work) => ({ status: 'deleting', withDisks: true, ...work }));
      });
      wakeJobs();
    },
  };
}

function publishedBy(
  machine: Machine,
  publication: PublicationId,
): machine is Machine & { readonly state: Extract<MachineState, { status: 'publishing' }> } {
  return machine.state.status === 'publishing' && machine.state.publicationId === publication;
}

function notReserved(id: MachineId, publication: PublicationId): IngotError {
  return new IngotError('conflict', `Machine ${id} is not reserved by publication ${publication} (any more).`);
}
