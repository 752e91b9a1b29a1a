import type { ByteSource } from '../../byte-source.ts';
import { bytesSource } from '../../sources/bytes-source.ts';
import { unreadableSource } from '../../sources/unreadable-source.ts';
import { contentOfRuns } from '../content-of-runs.ts';
import { runInBlockMap } from './block-map.ts';
import { runInExtents } from './extent-tree.ts';
import { inlineData } from './inline-data.ts';
import type { Inode } from './inode.ts';
import type { Volume } from './volume.ts';

/**
 * The bytes of a file, directory or long link.
 * @param source where they are read from: `volume.data` or `volume.metadata`. @throws DiskError `malformed`
 */
export function contentOf(volume: Volume, inode: Inode, source: ByteSource): ByteSource {
  if (inode.encrypted) return unreadableSource(inode.size, `Inode ${inode.number} is encrypted.`);
  if (inode.storage === 'inline') {
    const { first, rest } = inlineData(inode);
    return bytesSource(Buffer.concat([first, rest]));
  }
  const { blockSize } = volume.superblock;
  const runOf = inode.storage === 'extents' ? runInExtents : runInBlockMap;
  return contentOfRuns(inode.size, async (offset) => {
    const block = Math.floor(offset / blockSize);
    const { blocks, place } = await runOf(volume, inode, block);
    const into = offset - block * blockSize;
    return {
      length: blocks * blockSize - into,
      stored: place === null ? null : { source, offset: place * blockSize + into },
    };
  });
}
