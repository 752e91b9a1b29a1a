import path from 'node:path';
import { orderedDisk, treeExport, type StoredTree } from '@ingot/chunk-store';
import {
  CONTENT_OF,
  inspectImage,
  QEMU_DRIVER,
  serveNbd,
  type Inspection,
  type NbdExport,
  type QemuFormat,
  type ReadOnlyExport,
} from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageDiskFormat } from '../image.ts';
import type { ConversionRun, ConverterParts, DiskContent } from './conversion-parts.ts';

const SOURCE = 'source';
const TARGET = 'target';
/** Between two reports, in milliseconds. */
const REPORT_EVERY = 1000;
/** Bytes of the disk that are got through in a millisecond at the very least, holes included; and time for the rest. */
const SLOWEST = 4 * 1024;
const START_TIME = 10 * 60_000;
/** Longest timeout that Node has, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

const DRIVERS: ReadonlySet<string | null> = new Set<QemuFormat>(['qcow2', 'vpc', 'vhdx', 'vmdk', 'vdi']);

/**
 * Stores what a guest sees of a disk image as a tree.
 *
 *     content ──► NBD, read only ──► qemu-img convert, fenced in ──► NBD, written in order ──► tree
 *
 * Our own inspection has passed the image before QEMU opens it: formats are named, and nothing in a header is followed.
 * No copy of the disk lies anywhere else meanwhile.
 *
 * @throws IngotError, QemuError, ChunkStoreError, or the signal's reason.
 */
export async function convertDisk(
  parts: ConverterParts,
  content: DiskContent,
  format: ImageDiskFormat,
  run: ConversionRun,
): Promise<StoredTree> {
  const { virtualSize } = await requireConvertible(parts, content, format);
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(timeFor(virtualSize))]);
  const derivation = await parts.chunks.derive(null, virtualSize, { signal });
  try {
    const ordered = orderedDisk(derivation);
    const report = setInterval(
      () => run.progress(`${ordered.reached} of ${virtualSize} bytes of the disk are there.`),
      REPORT_EVERY,
    );
    try {
      await copyOnto(parts, treeExport(content), ordered.disk, { format, signal });
    } finally {
      clearInterval(report);
    }
    await ordered.seal();
    return await derivation.finish('page');
  } catch (error) {
    await derivation.abort();
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

interface Copying {
  readonly format: ImageDiskFormat;
  readonly signal: AbortSignal;
}

async function copyOnto(
  { qemuImg, sockets }: ConverterParts,
  source: ReadOnlyExport,
  target: NbdExport,
  { format, signal }: Copying,
): Promise<void> {
  const place = await sockets.make();
  const socket = path.join(place.directory, 's');
  // What the exports say is more than what QEMU makes of it.
  const failures: unknown[] = [];
  const exports = new Map<string, NbdExport>([
    [SOURCE, source],
    [TARGET, target],
  ]);
  try {
    const server = await serveNbd({
      listen: { path: socket },
      find: async (name) => exports.get(name) ?? null,
      onFailure: (error) => failures.push(error),
    });
    try {
      const from = { format: driverOf(format), file: { socket, export: SOURCE } };
      await qemuImg.copy(from, { socket, export: TARGET }, { signal, size: target.size });
    } catch (error) {
      signal.throwIfAborted();
      throw failures[0] ?? error;
    } finally {
      await server.close();
    }
  } finally {
    await place.remove();
  }
}

function driverOf(format: ImageDiskFormat): QemuFormat {
  const driver = QEMU_DRIVER[CONTENT_OF[format]];
  if (isQemuFormat(driver)) return driver;
  throw new IngotError('content-refused', `A disk in the format ${format} cannot be converted.`);
}

function isQemuFormat(driver: string | null): driver is QemuFormat {
  return DRIVERS.has(driver);
}

function timeFor(size: number): number {
  return Math.min(LONGEST, START_TIME + Math.ceil(size / SLOWEST));
}
