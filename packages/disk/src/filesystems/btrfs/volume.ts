import type { ByteSource } from '../../byte-source.ts';
import { MiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { readCopy } from '../read-exactly.ts';
import { isIntact } from './checksum.ts';
import { parseChunk, parseSystemChunks } from './chunk.ts';
import type { Chunk } from './chunk.ts';
import { ITEM } from './key.ts';
import { parseNode } from './node.ts';
import type { TreeNode, TreeRoot } from './node.ts';
import type { Superblock } from './superblock.ts';
import { lastItem } from './tree.ts';

/** The one device of a Btrfs file system, by logical addresses. */
export interface Volume {
  readonly source: ByteSource;
  readonly superblock: Superblock;
  /** @throws DiskError */
  readonly readNode: (pointer: TreeRoot) => Promise<TreeNode>;
  /**
   * Where a run of logical addresses lies on the device: the start of each copy, in bytes.
   * @throws DiskError `malformed` when no chunk holds all of it.
   */
  readonly locate: (logical: number, length: number) => Promise<readonly number[]>;
}

/** Nodes that were read last are kept; every lookup comes by the upper ones again. */
const KEPT_BYTES = 4 * MiB;
/** The object that all chunks belong to. */
const CHUNKS = 256n;

/**
 * The nodes of the chunk tree lie in the chunks that the superblock carries, those of all others in chunks that are
 * looked up in the chunk tree, one at a time.
 */
export function openVolume(source: ByteSource, superblock: Superblock): Volume {
  const { chunkRoot, systemChunks, device } = superblock;
  const carried = parseSystemChunks(systemChunks, device);
  const locateCarried = async (logical: number, length: number): Promise<readonly number[]> =>
    placesIn(
      carried.find((chunk) => logical >= chunk.logical && logical < chunk.logical + chunk.length),
      logical,
      length,
    );
  const readChunkNode = nodeReader(source, superblock, locateCarried);
  const locate = async (logical: number, length: number): Promise<readonly number[]> => {
    const key = { objectId: CHUNKS, type: ITEM.chunk, offset: BigInt(logical) };
    const item = await lastItem(readChunkNode, chunkRoot, key);
    const isChunk = item !== null && item.key.objectId === CHUNKS && item.key.type === ITEM.chunk;
    return placesIn(isChunk ? parseChunk(item.key.offset, item.data, device) : undefined, logical, length);
  };
  return { source, superblock, readNode: nodeReader(source, superblock, locate), locate };
}

function placesIn(chunk: Chunk | undefined, logical: number, length: number): readonly number[] {
  if (chunk === undefined || logical + length > chunk.logical + chunk.length) {
    throw new DiskError('malformed', `No chunk of Btrfs holds the ${length} bytes at the address ${logical}.`);
  }
  return chunk.copies.map((start) => start + logical - chunk.logical);
}

/** Reads nodes, from their second copy when the first is damaged, and keeps those used last. */
function nodeReader(source: ByteSource, superblock: Superblock, locate: Volume['locate']): Volume['readNode'] {
  const { nodeSize, checksum } = superblock;
  const room = Math.floor(KEPT_BYTES / nodeSize);
  const kept = new Map<number, { readonly pointer: TreeRoot; readonly node: TreeNode }>();
  return async (pointer) => {
    const known = kept.get(pointer.block);
    kept.delete(pointer.block);
    const isSame = known?.pointer.level === pointer.level && known.pointer.generation === pointer.generation;
    const node = isSame ? known.node : parseNode(await readSound(pointer.block), pointer);
    kept.set(pointer.block, { pointer, node });
    const [oldest] = kept.keys();
    if (kept.size > room && oldest !== undefined) kept.delete(oldest);
    return node;
  };

  async function readSound(block: number): Promise<Buffer> {
    for (const place of await locate(block, nodeSize)) {
      const bytes = await readCopy(source, place, nodeSize, `tree node ${block} of Btrfs`);
      if (isIntact(bytes, checksum)) return bytes;
    }
    throw new DiskError('malformed', `The checksum of the tree node ${block} of Btrfs is wrong.`);
  }
}
