import { open, rm } from 'node:fs/promises';
import { uint64BE } from '../bytes/uint64.ts';
import { DiskError } from '../disk-error.ts';
import { hasMagic } from '../formats/qcow2/header.ts';
import { emptyDisk, type OverlayDisk } from './qcow2-tables.ts';

/** QEMU keeps the name of the backing file within the first cluster; ours and those that it rewrote end long before. */
const HEAD = 4096;

/**
 * Makes a qcow2 file that holds nothing yet. It takes three blocks of the file system, whatever its size, and its bytes
 * are durable when this resolves; its name is not.
 *
 * @throws the system's error, EEXIST where there is a file; a file that could not be completed is removed.
 */
export async function createOverlay(path: string, disk: OverlayDisk): Promise<void> {
  const { pieces, fileSize } = emptyDisk(disk);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.truncate(fileSize);
    for (const { offset, bytes } of pieces) await file.write(bytes, 0, bytes.length, offset);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * What the header of an overlay says that we made. Only for those: of a tenant's file nothing is believed.
 *
 * @throws DiskError 'malformed', or the system's error.
 */
export async function readOverlay(path: string): Promise<OverlayDisk> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    if (bytesRead < HEAD || !hasMagic(head)) throw new DiskError('malformed', `${path} is no qcow2 file`);
    const offset = uint64BE(head, 8);
    const end = offset + head.readUInt32BE(16);
    if (end > HEAD) throw new DiskError('malformed', `the header of ${path} is longer than any that was written to it`);
    return { size: uint64BE(head, 24), backing: offset === 0 ? null : head.toString('utf8', offset, end) };
  } finally {
    await file.close();
  }
}
