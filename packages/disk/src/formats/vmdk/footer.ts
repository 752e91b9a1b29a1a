import { isDeepStrictEqual } from 'node:util';
import type { ByteSource } from '../../byte-source.ts';
import { isZero } from '../../bytes/guid.ts';
import { SECTOR } from '../../bytes/units.ts';
import { refuse } from '../refusal.ts';
import { HOSTED_MAGIC, parseSparseHeader } from './header.ts';
import type { SparseHeader } from './header.ts';

/** A footer marker, the footer, an end-of-stream marker: one sector each, the last three of the file. */
const TRAILER_LENGTH = 3 * SECTOR;
const MARKER = { endOfStream: 0, footer: 3 } as const;

/**
 * First sector of the grain directory, from the footer of a streamOptimized disk ("Virtual Disk Format" 5.0,
 * "Stream-Optimized Compressed Sparse Extents"). The footer replaces the header, so it may differ in that field only.
 */
export async function grainDirectoryFromFooter(source: ByteSource, header: SparseHeader): Promise<number> {
  const trailer = Buffer.from(await source.read(Math.max(0, source.size - TRAILER_LENGTH), TRAILER_LENGTH));
  const footer = trailer.subarray(SECTOR, 2 * SECTOR);
  const framed =
    trailer.length === TRAILER_LENGTH &&
    isMarker(trailer.subarray(0, SECTOR), MARKER.footer) &&
    isMarker(trailer.subarray(2 * SECTOR), MARKER.endOfStream) &&
    footer.toString('latin1', 0, 4) === HOSTED_MAGIC;
  if (!framed) return refuse('truncated', 'The streamOptimized VMDK does not end in its footer.');
  const final = parseSparseHeader(footer);
  if (final.grainDirectory === null) return refuse('malformed', 'The footer of the VMDK points at another footer.');
  if (!isDeepStrictEqual({ ...final, grainDirectory: null }, header)) {
    return refuse('ambiguous', 'The header and the footer of the VMDK describe different disks.');
  }
  return final.grainDirectory;
}

/** Value (8 bytes), size (4), type (4), padding. A metadata marker has size 0; only its value depends on the kind. */
function isMarker(sector: Buffer, type: number): boolean {
  return sector.readUInt32LE(8) === 0 && sector.readUInt32LE(12) === type && isZero(sector.subarray(16));
}
