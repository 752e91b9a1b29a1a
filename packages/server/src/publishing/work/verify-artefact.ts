import type { ChunkStore, TreeRoot } from '@ingot/chunk-store';
import { inspectImage, type BlockNode, type Blocks, type QemuFormat, type ReadOnlyExport } from '@ingot/disk';
import type { FileType } from '../file-types.ts';
import type { ArtefactName, PoolStorage, StoredArtefact } from '../pools/pool-storage.ts';
import type { PublishingContext } from '../publishing-context.ts';
import { damagedFile } from './damaged-file.ts';
import { filePieces } from './file-pieces.ts';
import { readBack } from './read-back.ts';
import type { RunSteps } from './publication-run.ts';
import { byteSource, readBytes } from './read-bytes.ts';
import { showToQemu } from './show-to-qemu.ts';
import { sideBySide } from './side-by-side.ts';

const DRIVER: Readonly<Record<FileType, QemuFormat>> = { qcow2: 'qcow2', vhd: 'vpc' };
/** Formats count in sectors. In bytes. */
const SECTOR = 512;

type VerifyParts = Pick<PublishingContext, 'qemuImg' | 'sockets'> & { readonly chunks: Pick<ChunkStore, 'nameDisk'> };
type Progress = Pick<RunSteps, 'signal' | 'advance'>;

/** A file of a pool, and what it has to be. */
export interface ExpectedFile {
  readonly name: ArtefactName;
  readonly fileType: FileType;
  /** Every byte of it, as our writer makes it. */
  readonly file: Blocks;
  /** The disk in it. */
  readonly disk: { readonly root: TreeRoot; readonly size: number };
}

/**
 * Reads a file of a pool back, once, and holds it against the disk that it was written from. Our own reader knows its header.
 * QEMU, which knows nothing of our writer, finds no fault in its tables, and says where the disk lies in it: the bytes there
 * have the root of the disk, and all others are those that our writer makes. So every byte was read, and is right.
 *
 * @throws `corrupt` with what is wrong, what the pool refuses, ChunkStoreError, ProgramError, the signal's reason.
 */
export async function verifyArtefact(
  parts: VerifyParts,
  pool: PoolStorage,
  expected: ExpectedFile,
  run: RunSteps,
): Promise<void> {
  await run.step('verifying', expected.file.size);
  const { qemuImg, sockets, chunks } = parts;
  const file = await pool.open(expected.name);
  try {
    await requireHeader(file, expected, run.signal);
    await showToQemu(sockets, file, async (shown) => {
      const image: BlockNode = { format: DRIVER[expected.fileType], file: shown };
      await sideBySide(
        run.signal,
        (signal) => requireTables(qemuImg, image, expected, signal),
        (signal) =>
          requireBytes({ qemuImg, chunks }, file, image, expected, { signal, advance: (to) => run.advance(to) }),
      );
    });
  } catch (error) {
    run.signal.throwIfAborted();
    throw error;
  } finally {
    await file.close?.();
  }
}

async function requireHeader(
  file: ReadOnlyExport,
  { name, fileType, disk, ...wanted }: ExpectedFile,
  signal: AbortSignal,
): Promise<void> {
  const { size } = wanted.file;
  if (file.size !== size) throw damagedFile(name, `it has ${file.size} bytes, and ${size} were written`);
  const verdict = await inspectImage(byteSource(file, signal), fileType);
  if (!verdict.ok) throw damagedFile(name, verdict.refusal.sentence);
  const { virtualSize } = verdict.inspection;
  if (Math.ceil(disk.size / SECTOR) * SECTOR !== virtualSize) {
    throw damagedFile(name, `its disk has ${virtualSize} bytes, and that of the image has ${disk.size}`);
  }
}

async function requireTables(
  qemuImg: VerifyParts['qemuImg'],
  image: BlockNode,
  { name, fileType }: ExpectedFile,
  signal: AbortSignal,
): Promise<void> {
  // QEMU checks no VHD.
  if (fileType === 'vhd') return;
  const { corruptions, leaks } = await qemuImg.check(image, { signal });
  if (corruptions + leaks > 0) throw damagedFile(name, `QEMU finds ${corruptions} errors and ${leaks} leaks in it`);
}

/** Every byte of the file, in its order: those of the disk by its root, all others one by one. */
async function requireBytes(
  { qemuImg, chunks }: Pick<VerifyParts, 'qemuImg' | 'chunks'>,
  file: StoredArtefact,
  image: BlockNode,
  { name, disk, file: wanted }: ExpectedFile,
  { signal, advance }: Progress,
): Promise<void> {
  const map = qemuImg.map(image, { signal });
  const pieces = filePieces(map, { name, size: file.size, diskSize: disk.size });
  const naming = chunks.nameDisk(disk.size, signal);
  const other = async (at: number, bytes: Buffer): Promise<void> => {
    if (bytes.equals(await readBytes(wanted, at, bytes.length, signal))) return;
    throw damagedFile(name, 'its tables are not those that were written');
  };
  try {
    await readBack(file, pieces, { naming, other, advance }, signal);
    if ((await naming.finish()) !== disk.root) {
      throw damagedFile(name, 'the disk that QEMU finds in it is not that of the image');
    }
  } finally {
    await naming.discard();
    await pieces.return(undefined);
  }
}
