import { link, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { createOverlay, readOverlay, type OverlayDisk, type QemuImg } from '@ingot/disk';
import type { TreeRoot } from '@ingot/chunk-store';
import { hasErrno } from '../../kernel/errno.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { VolumeId } from '../../kernel/ids.ts';
import type { CapturedTree, VolumeDiskOrigin, VolumeDisks } from '../disk-port.ts';
import { onDisks } from './disk-errors.ts';
import { bytesOf } from './bytes-of.ts';
import { syncDirectories, treeOfBacking, volumeOfDisk, type DiskPlaces } from './disk-places.ts';
import { namesIn } from './layer-uses.ts';
import { isThere, type Layers } from './layers.ts';
import { syncFile } from './sync-file.ts';
import { treeOfExport, type TreeExports } from './tree-exports.ts';
import type { Turns } from './turns.ts';

/** Reads what an overlay holds onto the tree that it stands on. */
export type CaptureOverlay = (
  overlay: { readonly path: string; readonly size: number; readonly base: TreeRoot | null },
  signal: AbortSignal,
  progress: (done: number) => void,
) => Promise<CapturedTree>;

export interface OverlayParts {
  readonly places: DiskPlaces;
  readonly layers: Layers;
  /** Whose headers are being changed. */
  readonly turns: Turns<VolumeId>;
  readonly exports: TreeExports;
  readonly qemuImg: Pick<QemuImg, 'grow'>;
  readonly capture: CaptureOverlay;
  /** An overlay was made that waits for its layer. */
  readonly nudge: () => void;
}

/**
 * Disks as qcow2 overlays: over a layer's file where it is there, over the tree itself where it is not yet.
 *
 * Order of making: the overlay is written and synced under a name that the next start removes; it gets its second name
 * beside the layer, which holds the layer; then its own. Order of removing: its own name first. So a death leaves a disk or
 * none, and never a disk without its layer.
 */
export function overlayDisks(parts: OverlayParts): VolumeDisks {
  const { places, turns, qemuImg, capture } = parts;
  const alone = <Result>(id: VolumeId, work: () => Promise<Result>): Promise<Result> =>
    turns.take(id, () => onDisks(work));
  return {
    create: (id, from, size) => alone(id, () => create(parts, id, from, size)),
    extend: (id, size) =>
      alone(id, async () => {
        const disk = await find(places, id);
        if (disk.size >= size) return;
        await qemuImg.grow({ format: 'qcow2', file: { path: disk.path } }, size);
        await syncFile(disk.path);
      }),
    capture: (id, signal, progress) =>
      alone(id, async () => {
        const { path: file, size, base } = await find(places, id);
        return await capture({ path: file, size, base }, signal, progress);
      }),
    captureCopy: (id, copy, signal, progress) =>
      onDisks(async () => {
        const { size, base } = await find(places, id);
        return await capture({ path: copy, size, base }, signal, progress);
      }),
    remove: (id) => alone(id, () => remove(places, id)),
    bytes: (id) => bytesOf(places.disk(id)),
    path: (id) => places.disk(id),
    list: async function* list() {
      for await (const name of namesIn(places.disks)) {
        const id = volumeOfDisk(name);
        if (id !== null) yield id;
      }
    },
  };
}

async function create(parts: OverlayParts, id: VolumeId, from: VolumeDiskOrigin, size: number): Promise<void> {
  if (await isThere(parts.places.disk(id))) return;
  if (from.kind === 'blank') {
    await make(parts.places, id, { size, backing: null }, null);
    return;
  }
  if (size < from.size) {
    throw new IngotError('invalid', `A disk of ${size} bytes cannot hold a tree of ${from.size} bytes.`);
  }
  await parts.layers.uses.holding(from.root, () => createOver(parts, id, from.root, size));
}

async function createOver(parts: OverlayParts, id: VolumeId, root: TreeRoot, size: number): Promise<void> {
  const { places, layers, exports, nudge } = parts;
  const layer = await layers.makeDirectories(root);
  const lazily = (await layers.isReady(root)) ? null : exports.backing(root);
  if (lazily === null) {
    await layers.prepare(root);
    await make(places, id, { size, backing: layer.backing }, layer.standing);
  } else {
    await make(places, id, { size, backing: lazily }, layer.lazy);
    nudge();
  }
}

/** @param beside where its second name goes. */
async function make(places: DiskPlaces, id: VolumeId, disk: OverlayDisk, beside: string | null): Promise<void> {
  const made = path.join(places.incoming, id);
  await rm(made, { force: true });
  await createOverlay(made, disk);
  try {
    if (beside !== null) {
      const second = path.join(beside, id);
      await rm(second, { force: true });
      await link(made, second);
      await syncDirectories(beside);
    }
    await rename(made, places.disk(id));
  } catch (error) {
    await rm(made, { force: true });
    throw error;
  }
  await syncDirectories(places.disks);
}

/** @throws `not-found`. */
async function find(
  places: DiskPlaces,
  id: VolumeId,
): Promise<{ readonly path: string; readonly size: number; readonly base: TreeRoot | null }> {
  const file = places.disk(id);
  try {
    const { size, backing } = await readOverlay(file);
    return { path: file, size, base: backing === null ? null : treeBelow(backing) };
  } catch (error) {
    if (!hasErrno(error, 'ENOENT')) throw error;
    throw new IngotError('not-found', `Volume ${id} has no disk on this host.`, { cause: error });
  }
}

function treeBelow(backing: string): TreeRoot {
  const root = treeOfExport(backing) ?? treeOfBacking(backing);
  if (root === null) throw new Error(`an overlay stands on ${backing}, which is no layer`);
  return root;
}

async function remove(places: DiskPlaces, id: VolumeId): Promise<void> {
  if (!(await isThere(places.disk(id)))) return;
  const { path: file, base } = await find(places, id);
  await rm(file, { force: true });
  await syncDirectories(places.disks);
  if (base === null) return;
  // Left over after a death here, they count for nothing.
  const { standing, lazy } = places.layer(base);
  for (const beside of [standing, lazy]) await rm(path.join(beside, id), { force: true });
}
