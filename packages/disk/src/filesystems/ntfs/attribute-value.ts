import type { ByteSource } from '../../byte-source.ts';
import { KiB } from '../../bytes/units.ts';
import { unreadableSource } from '../../sources/unreadable-source.ts';
import { contentOfRuns } from '../content-of-runs.ts';
import { readExactly } from '../read-exactly.ts';
import type { NonResidentForm } from './attribute.ts';
import type { ExtentList } from './extent-list.ts';
import { decompressLznt1 } from './lznt1.ts';

/** Sixteen of the largest clusters that may be compressed. */
const MAX_UNIT = 64 * KiB;

/** The bytes of a value in clusters. Holes and what was never written read as zeros. */
export function valueOf(
  source: ByteSource,
  clusterSize: number,
  extents: ExtentList,
  { size, initialized }: NonResidentForm['sizes'],
): ByteSource {
  return contentOfRuns(size, async (offset) => {
    if (offset >= initialized) return { length: size - offset, stored: null };
    const skipped = offset % clusterSize;
    const { lcn, length } = extents.at((offset - skipped) / clusterSize);
    return {
      length: Math.min(length * clusterSize - skipped, initialized - offset),
      stored: lcn === null ? null : { source, offset: lcn * clusterSize + skipped },
    };
  });
}

/**
 * The bytes of a compressed value (Linux-NTFS project, "Compression"): units of clusters, each either all stored, or
 * compressed into fewer clusters with a hole behind them, or a hole.
 * Reading rejects with `unsupported` for units that NTFS does not make.
 */
export function compressedValueOf(
  source: ByteSource,
  clusterSize: number,
  extents: ExtentList,
  { size, initialized, compressionUnit }: NonResidentForm['sizes'],
): ByteSource {
  const unitSize = compressionUnit * clusterSize;
  if (compressionUnit === 1 || unitSize > MAX_UNIT) {
    return unreadableSource(size, `It is compressed in units of ${unitSize} bytes, which NTFS does not do.`);
  }
  let last: { readonly index: number; readonly bytes: Buffer } | null = null;

  /** One unit; the one read last is kept, for reads in order. */
  async function unitAt(index: number): Promise<Buffer> {
    if (last?.index === index) return last.bytes;
    const stored: Buffer[] = [];
    let clusters = 0;
    while (clusters < compressionUnit) {
      const { lcn, length } = extents.at(index * compressionUnit + clusters);
      if (lcn === null) break;
      const part = Math.min(length, compressionUnit - clusters);
      const bytes = await readExactly(source, lcn * clusterSize, part * clusterSize, 'compressed file');
      stored.push(Buffer.from(bytes));
      clusters += part;
    }
    const bytes = Buffer.concat(stored);
    last = { index, bytes: clusters === compressionUnit ? bytes : decompressLznt1(bytes, unitSize) };
    return last.bytes;
  }

  return {
    size,
    async read(offset, length) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      const end = Math.min(offset + bytes.length, initialized);
      for (let at = offset; at < end;) {
        const skipped = at % unitSize;
        const unit = await unitAt((at - skipped) / unitSize);
        at += unit.copy(bytes, at - offset, skipped, Math.min(unitSize, skipped + end - at));
      }
      return bytes;
    },
  };
}
