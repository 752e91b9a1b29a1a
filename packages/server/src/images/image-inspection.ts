import { HEAD_BYTES, inspectHead, inspectImage, type ByteSource, type Refusal } from '@ingot/disk';
import { IngotError } from '../kernel/errors.ts';
import type { ContainerFormat, Image, ImageDiskFormat } from './image.ts';

/** What an image is said to be, complete. */
export interface Formats {
  readonly disk: ImageDiskFormat;
  readonly container: ContainerFormat;
}

/** Null while one of the two is not said. */
export function formatsOf({ diskFormat, containerFormat }: Image): Formats | null {
  return diskFormat && containerFormat ? { disk: diskFormat, container: containerFormat } : null;
}

/**
 * Whether the bytes are the disk itself. In any other container (`ova`, `docker`, …) they are an archive, and the disk
 * format says what is inside; nothing of ours opens those as a disk, so there is nothing to hold them against.
 */
function isDisk(formats: Formats): boolean {
  return formats.container === 'bare';
}

/** Looks at the first bytes while the rest is on its way, so that a hopeless upload ends early. */
export class HeadInspector {
  readonly #formats: Formats;
  readonly #totalSize: number | null;
  #head: Buffer[] | null = [];
  #length = 0;

  constructor(formats: Formats, totalSize: number | null) {
    this.#formats = formats;
    this.#totalSize = totalSize;
    if (!isDisk(formats)) this.#head = null;
  }

  /** @throws `content-refused`. */
  async take(bytes: Buffer): Promise<void> {
    if (this.#head === null) return;
    // Copied: the buffer belongs to the chunk store once it is written.
    this.#head.push(Buffer.from(bytes.subarray(0, HEAD_BYTES - this.#length)));
    this.#length += bytes.length;
    if (this.#length < HEAD_BYTES) return;
    const head = Buffer.concat(this.#head);
    this.#head = null;
    const refusal = await inspectHead(head, this.#totalSize, this.#formats.disk);
    if (refusal) throw refused(refusal);
  }
}

/**
 * Holds the whole content against what it is said to be.
 *
 * @returns the size of the disk that a guest sees, in bytes.
 * @throws `content-refused`.
 */
export async function inspectContent(content: ByteSource, formats: Formats): Promise<number> {
  // Nothing can be wrong with no bytes; clients make images without any (a snapshot of volumes, for one).
  if (content.size === 0 || !isDisk(formats)) return content.size;
  const result = await inspectImage(content, formats.disk);
  if (!result.ok) throw refused(result.refusal);
  return result.inspection.virtualSize;
}

function refused({ reason, sentence }: Refusal): IngotError {
  return new IngotError('content-refused', sentence, { context: { reason } });
}
