import type { ReadOnlyExport } from '@ingot/disk';
import { CHUNK_SIZE } from '../chunk-id.ts';
import type { TreeReader } from './tree-reader.ts';

/**
 * A tree as a disk that is served by NBD: its holes cost nothing, its chunks are lent to the socket.
 *
 * @param release is called when whoever found the export has gone: it gives up what keeps the tree alive.
 */
export function treeExport(
  tree: Pick<TreeReader, 'size' | 'send' | 'extents'>,
  release?: () => Promise<void>,
): ReadOnlyExport {
  return {
    size: tree.size,
    readOnly: true,
    preferredBlockSize: CHUNK_SIZE,
    read: (offset, length, sink, signal) => tree.send(sink, { offset, length, signal }),
    extents: (offset, length) => tree.extents({ offset, length }),
    ...(release && { close: release }),
  };
}
