export * from './machine.ts';
export * from './machine-snapshot.ts';
export * from './machine-query.ts';
export * from './machines.ts';
export * from './hypervisor.ts';
export { createMachines } from './create-machines.ts';
export { MACHINE_ACTIONS, MACHINE_SNAPSHOT_ACTIONS, machineActions, type MachineAction } from './machine-actions.ts';
