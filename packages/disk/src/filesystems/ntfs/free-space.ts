import { KiB, MiB } from '../../bytes/units.ts';
import { DiskError } from '../../disk-error.ts';
import { ATTRIBUTE } from './attribute.ts';
import { SYSTEM_RECORD, type Mft } from './mft.ts';

const PIECE = 64 * KiB;
/** The bitmap of a volume of 8 TiB with the usual clusters of 4 KiB. */
const MAX_BITMAP = 256 * MiB;
const BITS_SET = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** Bytes that no file uses, counted in the map of clusters (Linux-NTFS project, "$Bitmap"). @throws DiskError */
export async function readFreeSpace(mft: Mft): Promise<number> {
  const { clusters, clusterSize } = mft.volume.geometry;
  const bitmap = await mft.value(await mft.systemFile(SYSTEM_RECORD.BITMAP), ATTRIBUTE.DATA, {
    source: mft.volume.source,
  });
  const length = Math.ceil(clusters / 8);
  if (bitmap === null || bitmap.size < length) {
    throw new DiskError('malformed', 'The map of clusters of the NTFS volume is shorter than the volume.');
  }
  if (length > MAX_BITMAP) {
    throw new DiskError('limit-exceeded', `The map of clusters of the NTFS volume has ${length} bytes.`);
  }
  let used = 0;
  for (let at = 0; at < length; at += PIECE) {
    const piece = await bitmap.read(at, Math.min(PIECE, length - at));
    if (at + piece.length === length) clearBeyond(piece, clusters - at * 8);
    for (const byte of piece) used += BITS_SET[byte] ?? 0;
  }
  return (clusters - used) * clusterSize;
}

/** Bits behind the last cluster are set, though nothing is there. @param bits of the map that mean a cluster */
function clearBeyond(piece: Buffer, bits: number): void {
  const rest = bits % 8;
  const last = piece.length - 1;
  if (rest !== 0) piece.writeUInt8(piece.readUInt8(last) & ((1 << rest) - 1), last);
}
