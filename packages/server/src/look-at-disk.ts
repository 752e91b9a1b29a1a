import type { ChunkStore } from '@ingot/chunk-store';
import { diffParts, type Inspector } from '@ingot/inspector';
import { fromChunkStore } from './images/index.ts';
import type { CompareDisks, LookAt } from './inspection/index.ts';

/** Looks at disks in the chunk store. Nothing keeps a tree from being collected meanwhile, which ends the look. */
export function lookAtDisk(chunks: Pick<ChunkStore, 'open'>, inspector: Pick<Inspector, 'inspect'>): LookAt {
  return async (root, order) => {
    try {
      const disk = Promise.resolve(root).then((found) => chunks.open(found));
      const { findings, profiles } = await inspector.inspect(disk, order);
      return { findings: findings.known ? findings.value : null, results: profiles };
    } catch (error) {
      order.signal.throwIfAborted();
      throw fromChunkStore(error);
    }
  };
}

/** Compares disks in the chunk store: their bytes by the trees, and what is on them by looking. As with `lookAtDisk`. */
export function compareDisks(
  chunks: Pick<ChunkStore, 'open' | 'differences'>,
  inspector: Pick<Inspector, 'compare'>,
): CompareDisks {
  return async (before, after, signal) => {
    try {
      const [old, fresh] = [await chunks.open(before), await chunks.open(after)];
      const disk = await inspector.compare(old, fresh, { signal });
      const parts = disk.known ? disk.value.layout.parts : [];
      return { disk, changed: await diffParts(untilAborted(chunks.differences(before, after), signal), parts) };
    } catch (error) {
      signal.throwIfAborted();
      throw fromChunkStore(error);
    }
  };
}

async function* untilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}
