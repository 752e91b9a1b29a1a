import { createHash } from 'node:crypto';
import path from 'node:path';
import { treeExport, type TreeReader } from '@ingot/chunk-store';
import {
  inspectImage,
  serveNbd,
  type BlockNode,
  type ByteSource,
  type NbdExport,
  type QemuFormat,
  type ReadOnlyExport,
} from '@ingot/disk';
import { IngotError } from '../../kernel/errors.ts';
import type { FileType } from '../file-types.ts';
import type { ArtefactName, PoolStorage } from '../pools/pool-storage.ts';
import type { PublishingContext } from '../publishing-context.ts';
import type { PublicationRun } from './publication-run.ts';
import type { WrittenArtefact } from './write-artefact.ts';

const DRIVER: Readonly<Record<FileType, QemuFormat>> = { qcow2: 'qcow2', vhd: 'vpc' };
const FILE = 'file';
const DISK = 'disk';

type VerifyParts = Pick<PublishingContext, 'qemuImg' | 'sockets'>;

export interface WrittenFile extends WrittenArtefact {
  readonly name: ArtefactName;
  readonly fileType: FileType;
}

/**
 * Reads a file of a pool back, and holds it against the disk that it was written from: our own reader knows its header, its
 * bytes have the checksum that they had when they were made, and QEMU, which knows nothing of our writer, finds no fault in
 * its tables and the same disk in it, byte for byte.
 *
 * @throws `corrupt` with what is wrong, what the pool refuses, ChunkStoreError, ProgramError, the signal's reason.
 */
export async function verifyArtefact(
  parts: VerifyParts,
  pool: PoolStorage,
  disk: TreeReader,
  written: WrittenFile,
  run: Pick<PublicationRun, 'signal' | 'step' | 'advance'>,
): Promise<void> {
  await run.step('verifying', written.size);
  const file = await pool.open(written.name);
  // The one that fails ends the other.
  const failing = new AbortController();
  const signal = AbortSignal.any([run.signal, failing.signal]);
  const together = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      failing.abort(error);
      throw error;
    });
  try {
    await requireHeader(file, disk, written, signal);
    const checks = [
      together(requireBytes(file, written, run, signal)),
      together(requireDisk(parts, file, disk, written, signal)),
    ];
    await Promise.allSettled(checks);
    failing.signal.throwIfAborted();
    await Promise.all(checks);
  } finally {
    await file.close?.();
  }
}

async function requireHeader(
  file: ReadOnlyExport,
  disk: TreeReader,
  { name, size, fileType }: WrittenFile,
  signal: AbortSignal,
): Promise<void> {
  if (file.size !== size) throw damaged(name, `it has ${file.size} bytes, and ${size} were written`);
  const verdict = await inspectImage(sourceOf(file, signal), fileType);
  if (!verdict.ok) throw damaged(name, verdict.refusal.sentence);
  // Formats count in sectors.
  const { virtualSize } = verdict.inspection;
  if (Math.ceil(disk.size / SECTOR) * SECTOR !== virtualSize) {
    throw damaged(name, `its disk has ${virtualSize} bytes, and that of the image has ${disk.size}`);
  }
}

const SECTOR = 512;

async function requireBytes(
  file: ReadOnlyExport,
  { name, size, sha256 }: WrittenFile,
  run: Pick<PublicationRun, 'advance'>,
  signal: AbortSignal,
): Promise<void> {
  const hash = createHash('sha256');
  let done = 0;
  const sink = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) {
      hash.update(piece);
      done += piece.length;
    }
    run.advance(done);
  };
  await file.read(0, size, sink, signal);
  if (hash.digest('hex') !== sha256) throw damaged(name, 'its bytes are not those that were written');
}

/** By QEMU's eyes. */
async function requireDisk(
  { qemuImg, sockets }: VerifyParts,
  file: ReadOnlyExport,
  disk: TreeReader,
  { name, fileType }: WrittenFile,
  signal: AbortSignal,
): Promise<void> {
  const place = await sockets.make();
  const socket = path.join(place.directory, 's');
  // What is closed with a connection is not the file, which is read beside it.
  const shared: ReadOnlyExport = {
    size: file.size,
    readOnly: true,
    read: (...range) => file.read(...range),
    extents: (...range) => file.extents(...range),
  };
  const exports = new Map<string, NbdExport>([
    [FILE, shared],
    [DISK, treeExport(disk)],
  ]);
  const failures: unknown[] = [];
  try {
    const server = await serveNbd({
      listen: { path: socket },
      find: async (wanted) => exports.get(wanted) ?? null,
      onFailure: (error) => failures.push(error),
    });
    try {
      const image: BlockNode = { format: DRIVER[fileType], file: { socket, export: FILE } };
      // QEMU checks no VHD.
      if (fileType === 'qcow2') {
        const { corruptions, leaks } = await qemuImg.check(image, { signal });
        if (corruptions + leaks > 0) throw damaged(name, `QEMU finds ${corruptions} errors and ${leaks} leaks in it`);
      }
      const plain: BlockNode = { format: 'raw', file: { socket, export: DISK } };
      if (!(await qemuImg.compare(image, plain, { signal, size: disk.size }))) {
        throw damaged(name, 'QEMU finds another disk in it than that of the image');
      }
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

function damaged(name: string, what: string): IngotError {
  return new IngotError('corrupt', `The file ${name} was not written as it should be: ${what}.`);
}

/** For those who read bytes here and there. */
function sourceOf(file: ReadOnlyExport, signal: AbortSignal): ByteSource {
  return {
    size: file.size,
    read: async (offset, length) => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, file.size - offset)));
      let filled = 0;
      const sink = async (pieces: readonly Buffer[]): Promise<void> => {
        for (const piece of pieces) filled += piece.copy(bytes, filled);
      };
      if (bytes.length > 0) await file.read(offset, bytes.length, sink, signal);
      return bytes;
    },
  };
}
