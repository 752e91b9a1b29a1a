import type { StoredTree } from '@ingot/chunk-store';
import { CONTENT_OF, inspectImage, isMapped, mapDisk, type Inspection, type MappedFormat } from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageDiskFormat } from '../image.ts';
import type { ConversionRun, ConverterParts, DiskContent } from './conversion-parts.ts';

/** Between two reports, in milliseconds. */
const REPORT_EVERY = 1000;
/** Bytes of the disk that are got through in a millisecond at the very least, holes included; and time for the rest. */
const SLOWEST = 4 * 1024;
const START_TIME = 10 * 60_000;
/** Longest timeout that Node has, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/**
 * Stores what a guest sees of a disk image as a tree.
 *
 *     content ──► our inspection ──► map of the disk ──► chunks, put together of those of the content ──► tree
 *
 * The inspection has passed the image before its map is read, and nothing in a header is followed. No copy of the disk lies
 * anywhere else meanwhile.
 *
 * @throws IngotError, DiskError, ChunkStoreError, or the signal's reason.
 */
export async function convertDisk(
  parts: ConverterParts,
  content: DiskContent,
  format: ImageDiskFormat,
  run: ConversionRun,
): Promise<StoredTree> {
  const { virtualSize: size } = await requireConvertible(parts, content, format);
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(timeFor(size))]);
  const disk = { size, extents: mapDisk(content, mappedFormat(format)) };
  let reported = performance.now();
  const progress = (reached: number): void => {
    if (performance.now() < reported + REPORT_EVERY) return;
    reported = performance.now();
    run.progress(`${reached} of ${size} bytes of the disk are there.`, { done: reached, total: size });
  };
  try {
    return await parts.chunks.extract(content.file, disk, { signal, progress });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** That it is what it is said to be, and its disk can be read. @throws `content-refused`, `too-large`. */
export async function requireConvertible(
  { maxSize }: Pick<ConverterParts, 'maxSize'>,
  content: DiskContent,
  format: ImageDiskFormat,
): Promise<Inspection> {
  const verdict = await inspectImage(content, format);
  if (!verdict.ok) throw new IngotError('content-refused', verdict.refusal.sentence);
  const { inspection } = verdict;
  if (inspection.encrypted !== null) {
    throw new IngotError(
      'content-refused',
      `The disk is encrypted (${inspection.encrypted}): nothing can be seen of it.`,
    );
  }
  if (inspection.virtualSize > maxSize) {
    const sentence = `The disk has ${inspection.virtualSize} bytes for its guest; a disk can have at most ${maxSize}.`;
    throw new IngotError('too-large', sentence);
  }
  return inspection;
}

function mappedFormat(format: ImageDiskFormat): MappedFormat {
  const content = CONTENT_OF[format];
  if (isMapped(content)) return content;
  throw new IngotError('content-refused', `A disk in the format ${format} cannot be converted.`);
}

function timeFor(size: number): number {
  return Math.min(LONGEST, START_TIME + Math.ceil(size / SLOWEST));
}
