import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { openQemuImg, type QemuImg } from '@ingot/disk';
import { type Database, withTables } from '../../db/index.ts';
import { temporaryDatabase } from '../../db/testing/temporary-database.ts';
import { imageHolds, type ImageRowTables } from '../../images/image-store.sql.ts';
import { createJobRunner, type JobRunner } from '../../jobs/index.ts';
import { jobInsert, type JobTables } from '../../jobs/job-store.sql.ts';
import { captureOverlay, openDisks, type DiskService } from '../../volumes/index.ts';
import { createWorld, VOLUME_WORLD_MIGRATIONS, type VolumeWorld } from '../../volumes/testing/volume-world.ts';
import { createMachines, type MachineService } from '../create-machines.ts';
import type { Hypervisor } from '../hypervisor.ts';
import { createSqlMachineStore, machineMigrations } from '../machine-store.sql.ts';
import type { MachineStore } from '../machine-store.ts';
import type { MachineLimits } from '../machines.ts';
import { openQemuHypervisor } from '../qemu/qemu-hypervisor.ts';

/** Limits small enough to run into. */
const LIMITS: MachineLimits = { machines: 3, vcpus: 8, memoryMib: 1024 };
const HOST = 'first';
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An installation with a real database, overlays over a real chunk store, and a real QEMU. */
export interface MachineWorld extends MachineService {
  readonly world: VolumeWorld;
  readonly store: MachineStore;
  readonly hypervisor: Hypervisor;
  /** Where guests are kept. */
  readonly guests: string;
  /** Ends this life of the service; guests run on. */
  close(): Promise<void>;
  /** The next life, after `close`. */
  next(): Promise<MachineWorld>;
}

let door: Promise<QemuImg> | null = null;

export async function openMachines(context: TestContext): Promise<MachineWorld> {
  // Names of sockets are short.
  const directory = await mkdtemp(path.join(tmpdir(), 'vm-'));
  const migrations = [...VOLUME_WORLD_MIGRATIONS, machineMigrations];
  const { database, remove } = await temporaryDatabase({ migrations });
  const lives: MachineWorld[] = [];
  const live = async (): Promise<MachineWorld> => {
    const opened = await openLife(database, directory, live);
    lives.push(opened);
    return opened;
  };
  context.after(async () => {
    const last = lives.at(-1);
    const machines = await (last?.store.machinesOn(HOST, null, 100) ?? []);
    for (const { id } of machines) await last?.hypervisor.turnOff(id);
    await last?.close();
    await remove();
    await rm(directory, { recursive: true });
  });
  return live();
}

function openHypervisor(directory: string): Hypervisor {
  const options = { acceleration: 'emulation', probeKernel: null, log } as const;
  const [guests, trees] = [path.join(directory, 'machines'), path.join(directory, 'volumes')];
  return openQemuHypervisor({ ...options, directory: guests, trees });
}

async function openLife(
  database: Database,
  directory: string,
  next: () => Promise<MachineWorld>,
): Promise<MachineWorld> {
  const qemuImg = await (door ??= openQemuImg());
  let disks: DiskService | null = null;
  const world = await createWorld(database, directory, {
    makeDisks: async (chunks) => {
      disks = await openDisks({
        directory: path.join(directory, 'volumes'),
        chunks,
        qemuImg,
        capture: (...captured) => captureOverlay({ chunks, qemuImg }, ...captured),
        ready: { list: async function* none() {}, has: () => Promise.resolve(false), made: () => Promise.resolve() },
        layerSpace: Infinity,
        clock: { now: Date.now },
        log,
      });
      return disks.disks;
    },
  });
  const opened: DiskService | null = disks;
  if (!opened) throw new Error('the world has its disks');
  const { treeSocket, work } = opened as DiskService;
  const hypervisor = openHypervisor(directory);
  const store = createSqlMachineStore(database, {
    enqueueJob: (tx, job) => jobInsert(withTables<JobTables>(tx), job),
    shareImage: (tx, id, root) => imageHolds(withTables<ImageRowTables>(tx), id, root),
    limitsFind: () => Promise.resolve(LIMITS),
  });
  let runner: JobRunner | null = null;
  const service = createMachines({
    store,
    disks: world.machineDisks,
    volumes: world.volumes,
    images: world.context.images,
    familyLatest: (caller, family) => world.images.familyLatest(caller, family),
    treeSource: (root) => (treeSocket === null ? null : { socket: treeSocket, export: root }),
    hypervisor,
    jobs: world.jobs,
    clock: world.clock,
    log,
    settings: { workDeadline: 60_000, guestPatience: 300, openNetwork: false },
    host: HOST,
    wakeJobs: () => runner?.wake(),
  });
  await service.work.start();
  runner = createJobRunner({
    store: world.jobs,
    handlers: service.jobHandlers,
    clock: world.clock,
    log,
    worker: HOST,
    pollInterval: 60_000,
  });
  await runner.start();
  await world.startJobs();
  return {
    ...service,
    world,
    store,
    hypervisor,
    guests: path.join(directory, 'machines'),
    close: async () => {
      await runner?.stop(0);
      await service.work.stop();
      await world.close();
      await work.stop();
    },
    next,
  };
}
