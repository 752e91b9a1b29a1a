import type { ByteSource } from '../byte-source.ts';
import { KiB, MiB } from '../bytes/units.ts';
import { refuse } from './refusal.ts';

/** Tables are read in pieces of this size, whatever size they claim. */
const PIECE = 64 * KiB;
/**
 * Longest table, and all that one inspection reads: the metadata of a full 2 TiB qcow2 with the usual 64 KiB clusters, or
 * of 64 TiB with 2 MiB clusters. Only huge images with tiny clusters need more, and rewriting them is good advice.
 */
export const MAX_TABLE_BYTES = 256 * MiB;

/**
 * Exactly `length` bytes at `offset`; refuses the image as truncated when they are not all there.
 * @param what names the structure in the refusal, e.g. `qcow2 header`. @param length at most a few tens of KiB.
 */
export async function readExactly(source: ByteSource, offset: number, length: number, what: string): Promise<Buffer> {
  requireWithin(source, offset, length, what);
  return source.read(offset, length);
}

/** Refuses the image as truncated unless `[offset, offset + length)` lies within it. */
export function requireWithin(source: ByteSource, offset: number, length: number, what: string): void {
  if (offset + length > source.size) {
    refuse('truncated', `The ${what} should reach byte ${offset + length}, but the file ends at byte ${source.size}.`);
  }
}

/**
 * A table of any size, piece by piece. Every piece but the last is 64 KiB, so entries of 2, 4, 8, … bytes are never cut.
 * A piece is valid until the next one is asked for.
 */
export async function* tablePieces(
  source: ByteSource,
  offset: number,
  length: number,
  what: string,
): AsyncGenerator<Buffer> {
  requireWithin(source, offset, length, what);
  if (length > MAX_TABLE_BYTES) {
    refuse('table-too-large', `The ${what} is ${length} bytes long; ${MAX_TABLE_BYTES} are accepted.`);
  }
  for (let done = 0; done < length; done += PIECE) {
    yield await source.read(offset + done, Math.min(PIECE, length - done));
  }
}
