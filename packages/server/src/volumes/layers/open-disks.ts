import type { ChunkStore, TreeRoot } from '@ingot/chunk-store';
import type { QemuImg } from '@ingot/disk';
import { createReconciler, type WorkLog } from '../../jobs/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { VolumeId } from '../../kernel/ids.ts';
import type { DiskLayers, VolumeDisks } from '../disk-port.ts';
import { DiskPlaces } from './disk-places.ts';
import { evictLayers } from './evict.ts';
import { Layers } from './layers.ts';
import { overlayDisks, type CaptureOverlay } from './overlay-disks.ts';
import type { ReadyTrees } from './ready-trees.ts';
import { settleOverlays } from './settle-overlays.ts';
import { serveTrees } from './tree-exports.ts';
import { Turns } from './turns.ts';

/** Between two rounds over all layers, when nothing calls for one, in milliseconds. */
const ROUND_INTERVAL = 15_000;

export interface DiskOptions {
  /** Of this process alone. */
  readonly directory: string;
  readonly chunks: Pick<ChunkStore, 'open'>;
  readonly qemuImg: QemuImg;
  readonly capture: CaptureOverlay;
  /** Their layers are made in the background, and stay. */
  readonly ready: ReadyTrees;
  /** Of layers' files, in bytes; see `evictLayers`. */
  readonly layerSpace: number;
  readonly clock: Clock;
  readonly log: WorkLog;
}

export interface DiskService {
  readonly disks: VolumeDisks;
  readonly layers: DiskLayers & {
    /** Whether a disk over the tree would be independent of the store at once. */
    readonly isReady: (root: TreeRoot) => Promise<boolean>;
    readonly usage: () => Promise<LayerUsage>;
    /** There may be another tree whose layer is to be ready. */
    readonly nudge: () => void;
  };
  /** A Unix socket where every tree is an export of an NBD server, by the name of its root; null where there is none. */
  readonly treeSocket: string | null;
  readonly work: { start(): void; stop(): Promise<void> };
}

export interface LayerUsage {
  readonly layers: number;
  /** On disk, holes left out. */
  readonly bytes: number;
}

/** Opens the disks of this host: cleans up after an earlier life, and serves trees until it is stopped. */
export async function openDisks(options: DiskOptions): Promise<DiskService> {
  const { chunks, qemuImg, capture, ready, layerSpace, clock, log } = options;
  const places = new DiskPlaces(options.directory);
  await places.open();
  const layers = new Layers(places, chunks, ready);
  const turns = new Turns<VolumeId>();
  const exports = await serveTrees(places, chunks, log);
  const attempt = async (root: TreeRoot, signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
    signal.throwIfAborted();
    try {
      await work();
    } catch (err) {
      // One tree that cannot be read now keeps no other waiting.
      if (signal.aborted) throw err;
      log.error({ err, tree: root }, 'a layer could not be made, or an overlay not moved onto it');
    }
  };
  const round = async (signal: AbortSignal): Promise<void> => {
    for await (const root of layers.list()) {
      await attempt(root, signal, () => settleOverlays({ places, layers, turns, qemuImg, log }, root, signal));
    }
    for await (const root of ready.list()) await attempt(root, signal, () => layers.prepare(root));
    await evictLayers(layers, layerSpace, log);
  };
  const reconciler = createReconciler({ name: 'layers', round, interval: ROUND_INTERVAL, clock, log });
  const nudge = (): void => {
    reconciler.nudge();
  };
  return {
    disks: overlayDisks({ places, layers, turns, exports, qemuImg, capture, nudge }),
    layers: {
      files: () => layers.files(),
      bytes: (root) => layers.bytes(root),
      isWanted: (root) => layers.isWanted(root),
      isReady: (root) => layers.isReady(root),
      usage: () => usage(layers),
      nudge,
    },
    treeSocket: exports.socket,
    work: {
      start: () => {
        reconciler.start();
      },
      stop: async () => {
        await layers.close();
        await reconciler.stop();
        await exports.close();
      },
    },
  };
}

async function usage(layers: Layers): Promise<LayerUsage> {
  let [count, total] = [0, 0];
  for await (const { bytes } of layers.files()) {
    count += 1;
    total += bytes;
  }
  return { layers: count, bytes: total };
}
