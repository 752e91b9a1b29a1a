import type { HeldExtent } from '@ingot/disk';
import type { ArtefactName } from '../pools/pool-storage.ts';
import { damagedFile } from './damaged-file.ts';

/** A piece of a file of an image format, in bytes. */
export type FilePiece =
  /** What the disk holds from `start` on. */
  | { readonly kind: 'disk'; readonly offset: number; readonly length: number; readonly start: number }
  /** Headers, tables, and what fills up. */
  | { readonly kind: 'other'; readonly offset: number; readonly length: number };

export interface MappedFile {
  readonly name: ArtefactName;
  /** In bytes. */
  readonly size: number;
  /** Of its disk, in bytes. A map speaks of whole sectors. */
  readonly diskSize: number;
}

/**
 * All of a file, from its beginning to its end, by a map of where its disk lies in it. Both go up together, as our writers
 * have it.
 *
 * @throws `corrupt` for a map of any other file.
 */
export async function* filePieces(map: AsyncIterable<HeldExtent>, file: MappedFile): AsyncGenerator<FilePiece> {
  const { name, size, diskSize } = file;
  let [at, reached] = [0, 0];
  for await (const extent of map) {
    if (extent.kind !== 'data') continue;
    const { offset, start } = extent;
    const length = Math.min(extent.length, diskSize - start);
    if (offset === null || offset < at || offset + length > size || start < reached || length <= 0) {
      throw damagedFile(name, `QEMU finds byte ${start} of its disk where it was not written to`);
    }
    if (offset > at) yield { kind: 'other', offset: at, length: offset - at };
    yield { kind: 'disk', offset, length, start };
    [at, reached] = [offset + length, start + length];
  }
  if (at < size) yield { kind: 'other', offset: at, length: size - at };
}
