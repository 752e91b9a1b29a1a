import type { MachineState, MachineStatus } from '../../../machines/index.ts';

/** What Nova's clients know a state by. https://docs.openstack.org/nova/latest/reference/vm-states.html */
export interface ServerState {
  readonly status: string;
  readonly vmState: string;
  readonly taskState: string | null;
  /** 0: not known, 1: running, 4: off. */
  readonly powerState: 0 | 1 | 4;
}

const ACTIVE = { status: 'ACTIVE', vmState: 'active', taskState: null, powerState: 1 } as const;
const SHUTOFF = { status: 'SHUTOFF', vmState: 'stopped', taskState: null, powerState: 4 } as const;

export function serverState(state: MachineState): ServerState {
  switch (state.status) {
    case 'creating':
      return { status: 'BUILD', vmState: 'building', taskState: 'block_device_mapping', powerState: 0 };
    case 'starting':
      return { ...SHUTOFF, taskState: 'powering-on' };
    case 'running':
      return ACTIVE;
    case 'stopped':
      return SHUTOFF;
    case 'stopping':
      return { ...ACTIVE, taskState: 'powering-off' };
    case 'rebooting':
      return state.how === 'soft'
        ? { ...ACTIVE, status: 'REBOOT', taskState: 'rebooting' }
        : { ...ACTIVE, status: 'HARD_REBOOT', taskState: 'rebooting_hard' };
    case 'snapshotting':
      return { ...serverState(state.resume), taskState: 'image_snapshot' };
    case 'publishing':
      return { ...serverState(state.resume), taskState: 'image_uploading' };
    case 'restoring':
      return { ...SHUTOFF, status: 'REBUILD', taskState: 'rebuilding' };
    case 'deleting':
      return { ...SHUTOFF, taskState: 'deleting' };
    case 'error':
      return { status: 'ERROR', vmState: 'error', taskState: null, powerState: 0 };
  }
}

/** The states that a filter by a status of Nova means; empty for those that no machine here comes into. */
export function statesOf(status: string): readonly MachineStatus[] {
  return STATES[status.toUpperCase()] ?? [];
}

const STATES: Readonly<Record<string, readonly MachineStatus[]>> = {
  BUILD: ['creating'],
  ACTIVE: ['running', 'stopping'],
  SHUTOFF: ['stopped', 'starting', 'deleting'],
  REBOOT: ['rebooting'],
  HARD_REBOOT: ['rebooting'],
  REBUILD: ['restoring'],
  ERROR: ['error'],
};
