import { DiskError } from '../../disk-error.ts';

/** Numbers of more bytes are no addresses of clusters. */
const MAX_BYTES = 6;

/** Clusters that follow each other. */
export interface Extent {
  /** First one, counted within the value. */
  readonly vcn: number;
  /** First one, counted within the volume; null for a hole. */
  readonly lcn: number | null;
  /** In clusters, at least 1. */
  readonly length: number;
}

/**
 * Where a value lies (Linux-NTFS project, "Data Runs"): pairs of a length and the signed distance from the place before.
 * @param lastVcn the cluster that the last extent has to end with. @throws DiskError
 */
export function decodeMappingPairs(pairs: Buffer, firstVcn: number, lastVcn: number): Extent[] {
  const extents: Extent[] = [];
  let vcn = firstVcn;
  let lcn = 0;
  for (let at = 0; at < pairs.length && pairs[at] !== 0;) {
    const header = pairs.readUInt8(at);
    const lengthBytes = header & 15;
    const placeBytes = header >> 4;
    const next = at + 1 + lengthBytes + placeBytes;
    if (lengthBytes === 0 || lengthBytes > MAX_BYTES || placeBytes > MAX_BYTES || next > pairs.length)
      throw malformed();
    const length = pairs.readIntLE(at + 1, lengthBytes);
    if (length <= 0) throw malformed();
    if (placeBytes > 0) lcn += pairs.readIntLE(at + 1 + lengthBytes, placeBytes);
    if (lcn < 0) throw malformed();
    extents.push({ vcn, lcn: placeBytes > 0 ? lcn : null, length });
    vcn += length;
    at = next;
  }
  if (vcn !== lastVcn + 1) throw malformed();
  return extents;
}

function malformed(): DiskError {
  return new DiskError('malformed', 'The NTFS volume has an impossible list of clusters.');
}
