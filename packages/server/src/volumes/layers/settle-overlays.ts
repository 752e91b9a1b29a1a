import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { TreeRoot } from '@ingot/chunk-store';
import { ProgramError, readOverlay, type QemuImg } from '@ingot/disk';
import type { WorkLog } from '../../jobs/index.ts';
import { hasErrno } from '../../kernel/errno.ts';
import { parseVolumeId, type VolumeId } from '../../kernel/ids.ts';
import { syncDirectories, type DiskPlaces } from './disk-places.ts';
import { isLeftOver, namesIn } from './layer-uses.ts';
import type { Layers } from './layers.ts';
import { syncFile } from './sync-file.ts';
import type { Turns } from './turns.ts';

export interface SettleParts {
  readonly places: DiskPlaces;
  readonly layers: Layers;
  readonly turns: Turns<VolumeId>;
  readonly qemuImg: Pick<QemuImg, 'rebase'>;
  readonly log: WorkLog;
}

/**
 * Moves the overlays that stand on a tree onto the layer's file, which is made if it is not there. Over both the disk is
 * the same, so it does not matter when, nor whether it happens twice: the header is changed by one write and synced,
 * then the second name moves. A disk that a guest has open waits for the next round.
 */
export async function settleOverlays(parts: SettleParts, root: TreeRoot, signal: AbortSignal): Promise<void> {
  const { places, layers, turns } = parts;
  if (!(await layers.isReady(root)) && !(await layers.isWanted(root))) {
    // Empty directories of what was given up.
    await layers.drop(root);
    return;
  }
  await layers.uses.holding(root, async () => {
    await layers.prepare(root);
    const { lazy } = places.layer(root);
    for await (const name of namesIn(lazy)) {
      signal.throwIfAborted();
      const id = parseVolumeId(name);
      if (id !== null) await turns.take(id, () => settle(parts, id, root));
    }
  });
}

async function settle({ places, qemuImg, log }: SettleParts, id: VolumeId, root: TreeRoot): Promise<void> {
  const { lazy, standing, backing } = places.layer(root);
  const second = path.join(lazy, id);
  if (await isLeftOver(second)) {
    await rm(second, { force: true });
    return;
  }
  const disk = places.disk(id);
  try {
    const below = (await readOverlay(disk)).backing;
    if (below !== backing) await qemuImg.rebase(disk, { name: backing, format: 'raw' });
    await syncFile(disk);
  } catch (error) {
    // It is being made: its own name comes after the second one.
    if (hasErrno(error, 'ENOENT')) return;
    if (!(error instanceof ProgramError && error.code === 'in-use')) throw error;
    log.info({ volume: id }, 'the volume is in use; it moves onto its layer when it is not');
    return;
  }
  await rename(second, path.join(standing, id));
  await syncDirectories(standing, lazy);
}
