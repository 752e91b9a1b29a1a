import type { ByteSource } from '../../byte-source.ts';
import { tablePieces } from '../bounded-read.ts';
import type { MappedExtent } from '../disk-map.ts';
import { ExtentList } from '../extent-list.ts';
import { refuse } from '../refusal.ts';
import { readHeader } from './header.ts';
import type { Qcow2Header } from './header.ts';
import { ALL_ZEROS, compressedPlace, hostOffset, isCompressed } from './table-entry.ts';

/** Parts of a cluster that are stored, or zeros, each by itself ("Extended L2 Entries"). */
const SUBCLUSTERS = 32;

/** The current state of the disk, through both levels of tables (qcow2.rst, "Cluster mapping"). */
export async function* mapQcow2(image: ByteSource): AsyncGenerator<MappedExtent> {
  const header = await readHeader(image);
  if (header.encryption !== null) refuse('unsupported-encryption', 'The disk in the qcow2 image is encrypted.');
  const { clusterSize, l2EntrySize, virtualSize } = header;
  const list = new ExtentList({ disk: virtualSize, image: image.size });
  const covered = (clusterSize / l2EntrySize) * clusterSize;
  const l1Length = Math.ceil(virtualSize / covered) * 8;
  for await (const piece of tablePieces(image, header.l1Offset, l1Length, 'qcow2 L1 table')) {
    for (const table of tableOffsets(piece)) {
      if (table === 0) {
        list.zero(covered);
        continue;
      }
      for await (const entries of tablePieces(image, table, clusterSize, 'qcow2 L2 table')) {
        addClusters(list, header, entries);
        yield* list.take();
      }
    }
  }
  yield* list.takeAll();
}

/** Copied, because reading on invalidates the piece. */
function tableOffsets(piece: Buffer): number[] {
  return Array.from({ length: piece.length / 8 }, (_, index) =>
    hostOffset(piece.readUInt32BE(index * 8), piece.readUInt32BE(index * 8 + 4)),
  );
}

function addClusters(list: ExtentList, header: Qcow2Header, entries: Buffer): void {
  const { clusterSize, l2EntrySize, compression } = header;
  for (let at = 0; at < entries.length; at += l2EntrySize) {
    const [high, low] = [entries.readUInt32BE(at), entries.readUInt32BE(at + 4)];
    if (isCompressed(high)) {
      const place = compressedPlace(header, high, low);
      const packedLength = place.end - place.at;
      list.packed({ at: place.at, packedLength, plainLength: clusterSize, codec: compression });
    } else if (l2EntrySize === 16) {
      const [zeros, stored] = [entries.readUInt32BE(at + 8), entries.readUInt32BE(at + 12)];
      addSubclusters(list, clusterSize / SUBCLUSTERS, hostOffset(high, low), stored & ~zeros);
    } else {
      const offset = hostOffset(high, low);
      if (offset === 0 || (low & ALL_ZEROS) !== 0) list.zero(clusterSize);
      else list.stored(clusterSize, offset);
    }
  }
}

/** @param stored a bit for each, the first one the lowest. */
function addSubclusters(list: ExtentList, length: number, offset: number, stored: number): void {
  for (let index = 0; index < SUBCLUSTERS; index += 1) {
    if (offset === 0 || (stored & (1 << index)) === 0) list.zero(length);
    else list.stored(length, offset + index * length);
  }
}
