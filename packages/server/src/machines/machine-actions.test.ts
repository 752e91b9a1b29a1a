import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failsWith } from '../images/testing/fails-with.ts';
import { newMachineId, newPublicationId } from '../kernel/ids.ts';
import {
  MACHINE_ACTIONS,
  MACHINE_SNAPSHOT_ACTIONS,
  machineActions,
  type MachineAction,
  type MachineStatus,
} from './index.ts';
import { requireMachineCan, requireMachineSnapshotCan } from './machine-actions.ts';
import { machineStates, snapshotStates } from './testing/machine-states.ts';

const ACTIONS = Object.keys(MACHINE_ACTIONS) as MachineAction[];

/** What may be done in each state, written down once more from the point of view of who looks at a machine. */
const LEGAL: Record<MachineStatus, readonly MachineAction[]> = {
  creating: ['update'],
  starting: ['update'],
  stopped: [
    'update',
    'edit-hardware',
    'attach-disk',
    'detach-disk',
    'change-media',
    'change-shared-software',
    'start',
    'snapshot',
    'restore',
    'clone',
    'convert',
    'delete',
  ],
  running: [
    'update',
    'change-media',
    'shut-down',
    'turn-off',
    'reboot-soft',
    'reboot-hard',
    'snapshot',
    'clone',
    'delete',
    'screen',
  ],
  stopping: ['update', 'turn-off', 'screen'],
  rebooting: ['update', 'turn-off', 'reboot-hard', 'screen'],
  snapshotting: ['update', 'screen'],
  restoring: ['update'],
  // Of a machine that was off; one that ran has its screen still, below.
  publishing: ['update'],
  deleting: [],
  error: ['update', 'edit-hardware', 'change-shared-software', 'start', 'delete'],
};

for (const state of machineStates()) {
  const legal = LEGAL[state.status];
  for (const action of ACTIONS) {
    test(`${action} is ${legal.includes(action) ? 'legal' : 'refused'} while a machine is ${state.status}`, () => {
      const machine = { id: newMachineId(), state };
      if (legal.includes(action)) requireMachineCan(action, machine);
      else assert.throws(() => requireMachineCan(action, machine), failsWith('conflict', /; for this it must be /));
      assert.equal(machineActions(machine).includes(action), legal.includes(action));
    });
  }
}

for (const resume of [{ status: 'stopped' }, { status: 'running', since: 0 }] as const) {
  test(`a machine that is ${resume.status} while it is published has ${resume.status === 'running' ? 'a' : 'no'} screen`, () => {
    const state = { status: 'publishing', publicationId: newPublicationId(), kind: 'clone', resume } as const;
    assert.equal(machineActions({ state }).includes('screen'), resume.status === 'running');
    const look = (): void => requireMachineCan('screen', { id: newMachineId(), state });
    if (resume.status === 'running') look();
    else assert.throws(look, failsWith('conflict', /is stopped;/));
  });
}

test('a snapshot is restored when it is there, and deleted when nobody makes it', () => {
  for (const snapshot of snapshotStates()) {
    for (const [action, legal] of Object.entries(MACHINE_SNAPSHOT_ACTIONS)) {
      const ask = (): void => requireMachineSnapshotCan(action as keyof typeof MACHINE_SNAPSHOT_ACTIONS, snapshot);
      if (legal.some((status) => status === snapshot.state.status)) ask();
      else assert.throws(ask, failsWith('conflict', new RegExp(`is ${snapshot.state.status};`)));
    }
  }
});
