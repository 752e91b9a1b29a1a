import type { ChunkStore } from '@ingot/chunk-store';
import type { Inspector } from '@ingot/inspector';
import { fromChunkStore } from './images/index.ts';
import type { LookAt } from './inspection/index.ts';

/** Looks at disks in the chunk store. Nothing keeps a tree from being collected meanwhile, which ends the look. */
export function lookAtDisk(chunks: Pick<ChunkStore, 'open'>, inspector: Inspector): LookAt {
  return async (root, order) => {
    try {
      const disk = await chunks.open(root);
      const { findings, profiles } = await inspector.inspect(disk, order);
      return { findings: findings.known ? findings.value : null, results: profiles };
    } catch (error) {
      order.signal.throwIfAborted();
      throw fromChunkStore(error);
    }
  };
}
