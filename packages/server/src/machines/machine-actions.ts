import { IngotError } from '../kernel/errors.ts';
import type { MachineSnapshot, MachineSnapshotStatus } from './machine-snapshot.ts';
import type { Machine, MachineState, MachineStatus } from './machine.ts';

/**
 * Which action is legal in which state: the one table. Operations refuse by it, our own API hands it to clients for
 * their buttons, the documentation prints it.
 */
export const MACHINE_ACTIONS = {
  /** Name, description, metadata: nothing that anybody works by. */
  update: [
    'creating',
    'starting',
    'stopped',
    'running',
    'stopping',
    'rebooting',
    'snapshotting',
    'restoring',
    'publishing',
    'error',
  ],
  'edit-hardware': ['stopped', 'error'],
  'attach-disk': ['stopped'],
  'detach-disk': ['stopped'],
  /** Optical drives are changed while the guest runs. */
  'change-media': ['stopped', 'running'],
  'change-shared-software': ['stopped', 'error'],
  start: ['stopped', 'error'],
  'shut-down': ['running'],
  /** Also when it does not shut down. */
  'turn-off': ['running', 'stopping', 'rebooting'],
  'reboot-soft': ['running'],
  'reboot-hard': ['running', 'rebooting'],
  snapshot: ['stopped', 'running'],
  restore: ['stopped'],
  clone: ['stopped', 'running'],
  convert: ['stopped'],
  delete: ['stopped', 'running', 'error'],
  /** Screen, keyboard, picture of the screen: what there is while a guest may run. */
  screen: ['running', 'stopping', 'rebooting', 'snapshotting', 'publishing'],
} as const satisfies Record<string, readonly MachineStatus[]>;

/** Actions on the guest: while something else is done with its machine, what the guest is meanwhile counts as well. */
const ON_THE_GUEST: ReadonlySet<MachineAction> = new Set(['screen']);

export type MachineAction = keyof typeof MACHINE_ACTIONS;

export const MACHINE_SNAPSHOT_ACTIONS = {
  restore: ['available'],
  delete: ['available', 'error'],
} as const satisfies Record<string, readonly MachineSnapshotStatus[]>;

export type MachineSnapshotAction = keyof typeof MACHINE_SNAPSHOT_ACTIONS;

/** The actions that are legal in the state that `machine` is in, for whoever may do them. */
export function machineActions({ state }: Pick<Machine, 'state'>): MachineAction[] {
  const actions = Object.keys(MACHINE_ACTIONS) as MachineAction[];
  return actions.filter((action) => whyNot(action, state) === null);
}

/** @throws `conflict`, with the states in which it would be legal. */
export function requireMachineCan(action: MachineAction, { id, state }: Pick<Machine, 'id' | 'state'>): void {
  const status = whyNot(action, state);
  if (status === null) return;
  throw new IngotError(
    'conflict',
    `Machine ${id} is ${status}; for this it must be ${MACHINE_ACTIONS[action].join(' or ')}.`,
  );
}

/** The status in which the action is not legal; null where it is. */
function whyNot(action: MachineAction, state: MachineState): MachineStatus | null {
  const legal: readonly MachineStatus[] = MACHINE_ACTIONS[action];
  if (!legal.includes(state.status)) return state.status;
  const { status } = ON_THE_GUEST.has(action) && 'resume' in state ? state.resume : state;
  return legal.includes(status) ? null : status;
}

/** @throws `conflict`, with the states in which it would be legal. */
export function requireMachineSnapshotCan(
  action: MachineSnapshotAction,
  { id, state }: Pick<MachineSnapshot, 'id' | 'state'>,
): void {
  const legal: readonly MachineSnapshotStatus[] = MACHINE_SNAPSHOT_ACTIONS[action];
  if (legal.includes(state.status)) return;
  throw new IngotError(
    'conflict',
    `Machine snapshot ${id} is ${state.status}; for this it must be ${legal.join(' or ')}.`,
  );
}
