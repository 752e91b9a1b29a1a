import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { contentOf, put, temporaryStore, type TemporaryStore } from '@ingot/chunk-store/testing';
import type { TreeRoot } from '@ingot/chunk-store';
import { openQemuImg, type QemuImg } from '@ingot/disk';
import type { VolumeTree } from '../../volume.ts';
import { DiskPlaces } from '../disk-places.ts';
import type { ReadyTrees } from '../ready-trees.ts';
import { openDisks, type DiskOptions, type DiskService } from '../open-disks.ts';

const run = promisify(execFile);

/** Disks over a chunk store, both in a temporary directory of their own. */
export interface DiskWorld {
  readonly store: TemporaryStore;
  readonly places: DiskPlaces;
  readonly service: DiskService;
  /** Trees whose layers are to be ready. */
  readonly ready: Set<TreeRoot>;
  /** How often a tree was opened. */
  readonly opened: Map<TreeRoot, number>;
  /** Chunks by number, 0 for zeros: see `contentOf`. */
  tree(chunks: readonly number[], tail?: number): Promise<VolumeTree & { readonly bytes: Buffer }>;
  /** The same directory, as after a restart. */
  reopen(options?: Partial<DiskOptions>): Promise<DiskService>;
  remove(): Promise<void>;
}

let door: Promise<QemuImg> | null = null;

export async function diskWorld(options: Partial<DiskOptions> = {}): Promise<DiskWorld> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-disks-'));
  const store = await temporaryStore();
  const places = new DiskPlaces(path.join(directory, 'volumes'));
  const ready = new Set<TreeRoot>();
  const opened = new Map<TreeRoot, number>();
  const defaults: DiskOptions = {
    directory: places.root,
    chunks: {
      open: (root) => {
        opened.set(root, (opened.get(root) ?? 0) + 1);
        return store.store.open(root);
      },
    },
    qemuImg: await (door ??= openQemuImg()),
    capture: () => Promise.reject(new Error('nothing is captured here')),
    ready: readyTrees(ready),
    layerSpace: Infinity,
    clock: { now: Date.now },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  };
  const open = (more: Partial<DiskOptions> = {}): Promise<DiskService> =>
    openDisks({ ...defaults, ...options, ...more });
  let service = await open();
  return {
    store,
    places,
    get service() {
      return service;
    },
    ready,
    opened,
    tree: async (chunks, tail) => {
      const bytes = contentOf(chunks, tail);
      return { root: await put(store.store, bytes), size: bytes.length, bytes };
    },
    reopen: async (more) => {
      await service.work.stop();
      service = await open(more);
      return service;
    },
    remove: async () => {
      await service.work.stop();
      await store.remove();
      await rm(directory, { recursive: true });
    },
  };
}

export function readyTrees(roots: ReadonlySet<TreeRoot>): ReadyTrees {
  return {
    has: async (root) => roots.has(root),
    list: async function* list() {
      yield* roots;
    },
    made: () => Promise.resolve(),
  };
}

/** The bytes of a disk as QEMU reads them, through everything that it stands on. */
export async function bytesOfDisk(disk: string): Promise<Buffer> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-disk-'));
  try {
    const raw = path.join(directory, 'raw');
    await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', disk, raw]);
    return await readFile(raw);
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** Fails unless QEMU finds the disk sound. */
export async function checkDisk(disk: string): Promise<void> {
  await run('qemu-img', ['check', '-q', '-f', 'qcow2', disk]);
}

export const QEMU_IO = 'qemu-io';

export async function writeToDisk(disk: string, ...commands: readonly string[]): Promise<void> {
  await run(QEMU_IO, ['-f', 'qcow2', ...commands.flatMap((command) => ['-c', command]), disk]);
}
