import type { WorkLog } from '../../jobs/index.ts';
import type { LayerFile } from '../disk-port.ts';
import type { Layers } from './layers.ts';

/**
 * Removes layers that nobody wants, least recently used first, until all files take no more than `space` bytes. What
 * something stands on, or what is to be ready, stays, however much it takes.
 */
export async function evictLayers(layers: Layers, space: number, log: WorkLog): Promise<void> {
  const { unwanted, bytes } = await unwantedLayers(layers);
  let total = bytes;
  for (const layer of unwanted.toSorted((one, other) => one.usedAt - other.usedAt)) {
    if (total <= space) return;
    if (!(await layers.drop(layer.root))) continue;
    total -= layer.bytes;
    log.info({ tree: layer.root, bytes: layer.bytes }, 'removed a layer that nothing stands on, to make room');
  }
}

/** As many as there are layers on this host that nobody wants; `bytes` is of all. */
async function unwantedLayers(layers: Layers): Promise<{ unwanted: LayerFile[]; bytes: number }> {
  const unwanted: LayerFile[] = [];
  let bytes = 0;
  for await (const layer of layers.files()) {
    bytes += layer.bytes;
    if (!(await layers.isWanted(layer.root))) unwanted.push(layer);
  }
  return { unwanted, bytes };
}
