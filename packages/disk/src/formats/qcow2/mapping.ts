import type { ByteSource } from '../../byte-source.ts';
import { roundUp } from '../../bytes/units.ts';
import { tablePieces } from '../bounded-read.ts';
import { refuse } from '../refusal.ts';
import { requireTable } from './header.ts';
import type { Qcow2Header } from './header.ts';
import { ALL_ZEROS, compressedPlace, FLAGS_LOW, hostOffset, isCompressed, RESERVED_HIGH } from './table-entry.ts';

/**
 * Follows the current state's two-level table and refuses the image unless every mapped cluster is in the file: a
 * truncated image, which `qemu-img info` does not notice, is found here.
 *
 * A cluster that merely starts in the file passes: QEMU does not write the end of the last one, and reads it as zeros.
 */
export async function checkMapping(source: ByteSource, header: Qcow2Header): Promise<void> {
  const tables = metadataTables(header);
  const seen = new Set<number>();
  for await (const piece of tablePieces(source, header.l1Offset, header.l1Entries * 8, 'qcow2 L1 table')) {
    for (const offset of l2Offsets(piece)) {
      if (seen.has(offset) || tables.some(({ from, to }) => offset < to && offset + header.clusterSize > from)) {
        refuse('malformed', `Two tables of the qcow2 image share the cluster at byte ${offset}.`);
      }
      seen.add(offset);
      requireTable(source, header, offset, header.clusterSize, 'qcow2 L2 table');
      await checkL2Table(source, header, offset);
    }
  }
}

/** Where no L2 table can be: the header's cluster and the two top-level tables. */
function metadataTables(header: Qcow2Header): readonly { from: number; to: number }[] {
  return [
    { from: 0, to: header.clusterSize },
    { from: header.l1Offset, to: header.l1Offset + header.l1Entries * 8 },
    { from: header.refcountTableOffset, to: header.refcountTableOffset + header.refcountTableLength },
  ];
}

/** The offsets that are set in a piece of the L1 table. Collected first, because reading on invalidates the piece. */
function l2Offsets(piece: Buffer): number[] {
  const offsets: number[] = [];
  for (let at = 0; at < piece.length; at += 8) {
    const high = piece.readUInt32BE(at);
    const low = piece.readUInt32BE(at + 4);
    if (isCompressed(high) || (high & RESERVED_HIGH) !== 0 || (low & FLAGS_LOW) !== 0) {
      refuse('malformed', 'The qcow2 L1 table uses reserved bits.');
    }
    const offset = hostOffset(high, low);
    if (offset !== 0) offsets.push(offset);
  }
  return offsets;
}

async function checkL2Table(source: ByteSource, header: Qcow2Header, tableOffset: number): Promise<void> {
  for await (const piece of tablePieces(source, tableOffset, header.clusterSize, 'qcow2 L2 table')) {
    for (let at = 0; at < piece.length; at += header.l2EntrySize) {
      const high = piece.readUInt32BE(at);
      const low = piece.readUInt32BE(at + 4);
      if ((high | low) === 0) continue;
      if (isCompressed(high)) checkCompressedCluster(source, header, high, low);
      else checkStandardCluster(source, header, high, low);
    }
  }
}

function checkStandardCluster(source: ByteSource, header: Qcow2Header, high: number, low: number): void {
  const flags = low & FLAGS_LOW;
  const zeroFlagExists = header.version === 3 && header.l2EntrySize === 8;
  const allowed = zeroFlagExists ? ALL_ZEROS : 0;
  if ((high & RESERVED_HIGH) !== 0 || (flags & ~allowed) !== 0) {
    refuse('malformed', 'A qcow2 L2 table uses reserved bits.');
  }
  const offset = hostOffset(high, low);
  if (offset % header.clusterSize !== 0) {
    refuse('malformed', `The qcow2 image maps data at byte ${offset}, which is not a cluster boundary.`);
  }
  // A preallocated cluster that reads as zeros is never looked up; it may lie beyond what was ever written.
  if ((flags & ALL_ZEROS) === 0) requireData(source, offset);
}

function checkCompressedCluster(source: ByteSource, header: Qcow2Header, high: number, low: number): void {
  const { at, end } = compressedPlace(header, high, low);
  requireData(source, at);
  // Sectors are counted up to the end of the cluster's data, which may be cut short in the last sector of the file.
  if (end > roundUp(source.size, header.clusterSize)) requireData(source, end - 1);
}

function requireData(source: ByteSource, offset: number): void {
  if (offset >= source.size) {
    refuse('truncated', `The qcow2 image maps data at byte ${offset}, but the file ends at byte ${source.size}.`);
  }
}
