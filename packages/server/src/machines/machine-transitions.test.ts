import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caller } from '../images/testing/image-world.ts';
import { IngotError } from '../kernel/errors.ts';
import { newJobId, newMachineSnapshotId, newPublicationId, type MachineId, type PublicationId } from '../kernel/ids.ts';
import type { MachineSnapshot } from './machine-snapshot.ts';
import type { Machine, MachineStatus } from './machine.ts';
import { machineStates, PUBLICATION } from './testing/machine-states.ts';
import { openMachines, type MachineWorld } from './testing/machine-world.ts';
import { PROJECT, someMachine } from './testing/some-machine.ts';
import { failWork } from './work/failure.ts';
import { guestEnded } from './work/supervision.ts';

const member = caller('p1');
const HOUR = 3_600_000;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Scene = MachineWorld & { readonly machine: Machine; readonly snapshot: MachineSnapshot['id'] };

/** What somebody asks for, or what happens, and where it leads from each state; from all others it does not. */
interface Transition {
  readonly happens: (scene: Scene) => Promise<unknown>;
  readonly leads: Partial<Record<MachineStatus, MachineStatus>>;
  /** What is refused elsewhere; what merely happens changes nothing there. */
  readonly isRefused: boolean;
}

function asked(ask: Transition['happens'], leads: Transition['leads']): Transition {
  return { happens: ask, leads, isRefused: true };
}

function event(happens: Transition['happens'], leads: Transition['leads']): Transition {
  return { happens, leads, isRefused: false };
}

function publishedAs(kind: 'clone' | 'convert'): Transition['happens'] {
  return ({ publishing, machine: { id } }) =>
    publishing.machinePublishBegin(member, id, { id: newPublicationId(), kind });
}

const TRANSITIONS: Readonly<Record<string, Transition>> = {
  start: asked(({ machines, machine: { id } }) => machines.machineStart(member, id), {
    stopped: 'starting',
    error: 'starting',
  }),
  'shut down': asked(({ machines, machine: { id } }) => machines.machineStop(member, id), { running: 'stopping' }),
  'turn off': asked(({ machines, machine: { id } }) => machines.machineStop(member, id, { off: true }), {
    running: 'stopping',
    stopping: 'stopping',
    rebooting: 'stopping',
  }),
  'reboot, asking the guest': asked(({ machines, machine: { id } }) => machines.machineReboot(member, id), {
    running: 'rebooting',
  }),
  'reboot, not asking it': asked(
    ({ machines, machine: { id } }) => machines.machineReboot(member, id, { hard: true }),
    {
      running: 'rebooting',
      rebooting: 'rebooting',
    },
  ),
  delete: asked(({ machines, machine: { id } }) => machines.machineDelete(member, id), {
    stopped: 'deleting',
    running: 'deleting',
    error: 'deleting',
  }),
  'take a snapshot': asked(
    ({ machines, machine: { id } }) => machines.machineSnapshotCreate(member, { machineId: id, name: 'new' }),
    { stopped: 'snapshotting', running: 'snapshotting' },
  ),
  'restore a snapshot': asked(({ machines, snapshot }) => machines.machineSnapshotRestore(member, snapshot), {
    stopped: 'restoring',
  }),
  clone: asked(publishedAs('clone'), { stopped: 'publishing', running: 'publishing' }),
  convert: asked(publishedAs('convert'), { stopped: 'publishing' }),
  consume: asked(({ publishing, machine: { id } }) => publishing.machineConsume(id, PUBLICATION, member.userId), {
    publishing: 'deleting',
    // It was consumed before the one who did it could write that down.
    deleting: 'deleting',
  }),
  'a publication ends': event(({ publishing, machine: { id } }) => publishing.machinePublishEnd(id, PUBLICATION), {
    publishing: 'stopped',
  }),
  'another publication ends': event(
    ({ publishing, machine: { id } }) => publishing.machinePublishEnd(id, newPublicationId()),
    {},
  ),
  'the guest turns itself off': event((scene) => guestEnds(scene, { kind: 'off' }), {
    running: 'stopped',
    rebooting: 'stopped',
  }),
  'the guest dies': event((scene) => guestEnds(scene, { kind: 'died', lastWords: 'Killed.' }), {
    running: 'error',
    rebooting: 'error',
  }),
  'the work fails': event(
    ({ store, world: { clock }, machine: { id, state } }) =>
      failWork({ store, clock }, id, 'task' in state ? state.task : newJobId(), 'It did not work.'),
    {
      creating: 'error',
      starting: 'error',
      stopping: 'error',
      rebooting: 'error',
      restoring: 'error',
      deleting: 'error',
      // Making a snapshot changes nothing about the machine.
      snapshotting: 'running',
    },
  ),
  'work that was given up before fails': event(
    ({ store, world: { clock }, machine: { id } }) => failWork({ store, clock }, id, newJobId(), 'It did not work.'),
    {},
  ),
};

for (const [name, { happens, leads, isRefused }] of Object.entries(TRANSITIONS)) {
  test(`${name}: ${told(leads)}`, async (context) => {
    const world = await openMachines(context);
    // None is overdue, which would be another event.
    const deadline = world.world.clock.now() + HOUR;
    for (const each of machineStates()) {
      const state = 'deadline' in each ? { ...each, deadline } : each;
      // Of another host, so that nobody here does the work.
      const machine = someMachine({ host: 'elsewhere', state });
      const snapshot = await keep(world, machine);
      const outcome = await happens({ ...world, machine, snapshot }).then(
        () => 'done',
        (error: unknown) => (error instanceof IngotError ? error.code : Promise.reject(error)),
      );
      const to = leads[state.status];
      assert.equal(outcome, to === undefined && isRefused ? 'conflict' : 'done', state.status);
      assert.equal(await statusOf(world, machine.id), to ?? state.status, `from ${state.status}`);
    }
  });
}

test('a guest that ends while its machine is published, or its snapshot taken, is off afterwards', async (context) => {
  const world = await openMachines(context);
  const running = { status: 'running', since: 5 } as const;
  const publication: PublicationId = PUBLICATION;
  const state = { status: 'publishing', publicationId: publication, kind: 'clone', resume: running } as const;
  const machine = someMachine({ host: 'elsewhere', state });
  await keep(world, machine);
  await guestEnds({ ...world, machine }, { kind: 'died', lastWords: 'Killed.' });
  assert.equal(await statusOf(world, machine.id), 'publishing');
  await world.publishing.machinePublishEnd(machine.id, publication);
  assert.equal(await statusOf(world, machine.id), 'stopped');
});

function guestEnds(
  { store, world, machine }: Pick<Scene, 'store' | 'world' | 'machine'>,
  end: Parameters<typeof guestEnded>[2],
): Promise<void> {
  return guestEnded({ store, clock: world.clock, log }, machine.id, end);
}

/** @returns a snapshot of the machine that is there. */
async function keep({ store }: MachineWorld, machine: Machine): Promise<MachineSnapshot['id']> {
  const id = newMachineSnapshotId();
  const state = { status: 'available', disks: [], quiesced: true } as const;
  await store.transaction(async (tx) => {
    await tx.machineInsert(machine);
    const { id: machineId, userId } = machine;
    await tx.snapshotInsert({
      id,
      machineId,
      ownerId: PROJECT,
      userId,
      name: 'old',
      description: null,
      createdAt: 1,
      state,
    });
  });
  return id;
}

async function statusOf({ store }: MachineWorld, id: MachineId): Promise<MachineStatus | undefined> {
  return (await store.machineFind(id))?.state.status;
}

function told(leads: Transition['leads']): string {
  const lines = Object.entries(leads).map(([from, to]) => `${from} → ${to}`);
  return lines.length === 0 ? 'changes nothing' : lines.join(', ');
}
