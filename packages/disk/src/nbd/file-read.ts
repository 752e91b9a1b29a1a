import { read, readSync } from 'node:fs';
import { DiskError } from '../disk-error.ts';
import { StallBudget } from './stall-budget.ts';

/**
 * Reads from a file until the memory is full. @returns null when that is done already.
 *
 * @throws the system's error; DiskError 'io' when the file ends before.
 */
export type FileRead = (bytes: Buffer, offset: number) => Promise<void> | null;

/** What memory takes to copy, in milliseconds: a call, and so many bytes in one. What takes longer waits for a disk. */
const CALL = 0.03;
const BYTES = 2 * 1024 * 1024;

/** One for all files: they have one event loop to keep waiting. */
const everybody = new StallBudget();

/** Every read by another thread, so that no disk keeps the event loop waiting. @param file open. */
export function threadedRead(file: number): FileRead {
  return (bytes, offset) => fill(file, bytes, offset);
}

/**
 * Every read at once, by the thread that sends it on: what the system holds in memory is copied in less time than it takes to
 * wake another thread, which then sends the bytes from one processor's cache to the other's. Where that has to
 * wait for a disk too often, other threads read, until it has been made up for.
 *
 * @param file open, on a disk of this machine.
 */
export function promptRead(file: number, stalls = everybody): FileRead {
  return (bytes, offset) => {
    const start = performance.now();
    if (!stalls.isLeft(start)) return fill(file, bytes, offset);
    const count = readSync(file, bytes, 0, bytes.length, offset);
    const waited = performance.now() - start - CALL - bytes.length / BYTES;
    if (waited > 0) stalls.spend(waited);
    return count === bytes.length ? null : fill(file, bytes.subarray(count), offset + count);
  };
}

/** The call with a callback costs a third of that of a `FileHandle`. */
function fill(file: number, bytes: Buffer, offset: number): Promise<void> {
  return new Promise((resolve, reject) => {
    read(file, bytes, 0, bytes.length, offset, (error, count) => {
      if (error) reject(error);
      else if (count === bytes.length) resolve();
      else if (count === 0) reject(new DiskError('io', `The file ends at byte ${offset}, before the disk does.`));
      else resolve(fill(file, bytes.subarray(count), offset + count));
    });
  });
}
