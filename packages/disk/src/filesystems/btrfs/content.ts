import type { ByteSource } from '../../byte-source.ts';
import { DiskError } from '../../disk-error.ts';
import { bytesSource } from '../../sources/bytes-source.ts';
import { contentOfRuns } from '../content-of-runs.ts';
import type { Run } from '../content-of-runs.ts';
import { readCopy } from '../read-exactly.ts';
import { parseFileExtent } from './file-extent.ts';
import type { FileExtent } from './file-extent.ts';
import { ITEM, MAX_OFFSET } from './key.ts';
import type { Key } from './key.ts';
import type { Subvolume } from './subvolume.ts';
import { itemsBetween, lastItem } from './tree.ts';

type PackedExtent = Extract<FileExtent, { readonly kind: 'inline' | 'compressed' }>;

/**
 * The content of an inode. Extents are looked up as they are needed; of those that are unpacked, at most 128 KiB each, the
 * last is kept.
 */
export function contentOf(subvolume: Subvolume, inode: bigint, size: number): ByteSource {
  const { readNode, locate, source } = subvolume.volume;
  let kept: { readonly start: number; readonly plain: ByteSource } | null = null;

  const storedAt = async (extent: FileExtent, start: number, within: number): Promise<Run['stored']> => {
    if (extent.kind === 'hole') return null;
    if (extent.kind === 'plain') {
      const [place] = await locate(extent.logical, extent.length);
      return place === undefined ? null : { source, offset: place + within };
    }
    if (kept?.start !== start) kept = { start, plain: await unpack(subvolume, extent) };
    return { source: kept.plain, offset: within + (extent.kind === 'compressed' ? extent.skip : 0) };
  };

  return contentOfRuns(size, async (offset) => {
    const item = await lastItem(readNode, subvolume.root, extentKey(inode, BigInt(offset)));
    if (item?.key.objectId === inode && item.key.type === ITEM.fileExtent) {
      const start = Number(item.key.offset);
      const extent = parseFileExtent(item.data);
      const length = start + extent.length - offset;
      if (length > 0) return { length, stored: await storedAt(extent, start, offset - start) };
    }
    return { length: (await nextExtent(subvolume, inode, offset)) - offset, stored: null };
  });
}

function extentKey(inode: bigint, offset: bigint): Key {
  return { objectId: inode, type: ITEM.fileExtent, offset };
}

/** Where the first extent past `offset` begins; Infinity after the last. What lies between extents reads as zeros. */
async function nextExtent({ volume, root }: Subvolume, inode: bigint, offset: number): Promise<number> {
  const from = extentKey(inode, BigInt(offset) + 1n);
  for await (const { key } of itemsBetween(volume.readNode, root, from, extentKey(inode, MAX_OFFSET))) {
    return Number(key.offset);
  }
  return Number.POSITIVE_INFINITY;
}

async function unpack({ volume }: Subvolume, extent: PackedExtent): Promise<ByteSource> {
  const { compression, length } = extent;
  const { sectorSize } = volume.superblock;
  if (extent.kind === 'inline') {
    return bytesSource(compression === null ? extent.bytes : compression(extent.bytes, length, sectorSize));
  }
  const { logical, storedLength, plainLength } = extent;
  const [place] = await volume.locate(logical, storedLength);
  if (place === undefined) throw new DiskError('malformed', 'A compressed extent lies nowhere.');
  const stored = await readCopy(volume.source, place, storedLength, 'compressed extent of Btrfs');
  return bytesSource(extent.compression(stored, plainLength, sectorSize));
}
