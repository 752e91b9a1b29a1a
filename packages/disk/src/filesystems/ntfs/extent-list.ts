import { DiskError } from '../../disk-error.ts';
import { partitionPoint } from '../partition-point.ts';
import type { Extent } from './mapping-pairs.ts';

/** A file in more pieces is no file of sane use; the list would need more than 32 MiB. */
const MAX_EXTENTS = 262_144;

/** All clusters of one value, in order and without gaps. */
export class ExtentList {
  readonly #extents: Extent[] = [];
  #end = 0;

  /** Adds what a further piece of the attribute says. @throws DiskError */
  append(extents: readonly Extent[]): void {
    for (const extent of extents) {
      if (extent.vcn !== this.#end)
        throw new DiskError('malformed', 'A list of clusters of the NTFS volume has a gap.');
      if (this.#extents.length >= MAX_EXTENTS) {
        throw new DiskError('limit-exceeded', `A file of the NTFS volume has more than ${MAX_EXTENTS} pieces.`);
      }
      this.#extents.push(extent);
      this.#end += extent.length;
    }
  }

  /** The extent from the given cluster of the value on. @throws DiskError `malformed` past the end */
  at(vcn: number): Extent {
    const index = partitionPoint(this.#extents.length, (at) => {
      const extent = this.#extents[at];
      return extent !== undefined && extent.vcn + extent.length <= vcn;
    });
    const found = this.#extents[index];
    if (found === undefined) throw new DiskError('malformed', 'A file of the NTFS volume is longer than its clusters.');
    const skipped = vcn - found.vcn;
    return { vcn, lcn: found.lcn === null ? null : found.lcn + skipped, length: found.length - skipped };
  }
}
