import type { Logger } from 'pino';
import type { Config } from './config/index.ts';
import type { DataDirectory } from './data-directory/index.ts';
import type { JobLanes } from './job-lanes.ts';
import { createMachines } from './machines/index.ts';
import { openQemuHypervisor } from './machines/qemu/qemu-hypervisor.ts';

/** Machines that are worked on at a time: most of that is waiting for guests. */
const MACHINE_WORK = 64;

type MachineContext = Parameters<typeof createMachines>[0];

/** What is made here of the rest. */
type OwnOfMachines = 'treeSource' | 'hypervisor' | 'settings' | 'host' | 'wakeJobs' | 'log';

export interface MachineParts extends Omit<MachineContext, OwnOfMachines> {
  readonly config: Config;
  readonly directory: Pick<DataDirectory, 'machines' | 'volumes' | 'processName'>;
  readonly lanes: Pick<JobLanes, 'add'>;
  /** Where trees are served over NBD; null where they are not. */
  readonly treeSocket: string | null;
  readonly log: Logger;
}

/** Virtual machines, in QEMU on this host. */
export function composeMachines({ config, directory, lanes, treeSocket, ...context }: MachineParts) {
  const machineLane = lanes.add();
  const machines = createMachines({
    ...context,
    treeSource: (root) => (treeSocket === null ? null : { socket: treeSocket, export: root }),
    hypervisor: openQemuHypervisor({
      directory: directory.machines,
      trees: directory.volumes,
      acceleration: config['machines.acceleration'],
      probeKernel: config['machines.probe-kernel'] === 'auto' ? null : config['machines.probe-kernel'],
      log: context.log,
    }),
    settings: {
      workDeadline: config['volumes.work-deadline'],
      guestPatience: config['machines.guest-patience'],
      openNetwork: config['machines.open-network'] === 'allow',
    },
    host: directory.processName,
    wakeJobs: machineLane.wake,
  });
  machineLane.serve(machines.jobHandlers, MACHINE_WORK);
  return machines;
}
