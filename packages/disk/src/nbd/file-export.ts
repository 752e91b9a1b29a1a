import { read as readFile } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { KiB, MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { BufferPool } from './buffer-pool.ts';
import type { NbdExtent, NbdSink, ReadOnlyExport } from './nbd-export.ts';

/** What is read at once. A read has two such pieces at most, one on its way out and the next. */
const pieces = new BufferPool(256 * KiB, 64);
/** The same of a long read: asking the system costs as much as reading such a small piece. */
const longPieces = new BufferPool(MiB, 4);
/** From how many bytes on a read is long. */
const LONG = 64 * MiB;

/**
 * A raw disk in a file, which must not change. A read from a slow disk does not keep others waiting.
 *
 * @param extents what the file holds, for who knows that; otherwise all of it counts as data.
 * @throws the system's error when the file cannot be opened.
 */
export async function fileExport(path: string, extents?: ReadOnlyExport['extents']): Promise<ReadOnlyExport> {
  return openedFileExport(await open(path), extents);
}

/** The same of a file that is open already, and is closed with the export. */
export async function openedFileExport(
  file: FileHandle,
  extents: ReadOnlyExport['extents'] = allData,
): Promise<ReadOnlyExport> {
  const { size } = await file.stat();
  return {
    size,
    readOnly: true,
    extents,
    read: (offset, length, sink, signal) => sendFile(file.fd, { offset, length, sink, signal }),
    close: () => file.close(),
  };
}

async function* allData(offset: number, length: number): AsyncGenerator<NbdExtent> {
  yield { kind: 'data', offset, length };
}

interface Sending {
  readonly offset: number;
  readonly length: number;
  readonly sink: NbdSink;
  readonly signal: AbortSignal;
}

/** Sends a stretch of an open file. @throws the system's error, or what the sink throws. */
export async function sendFile(file: number, { offset, length, sink, signal }: Sending): Promise<void> {
  let outgoing: Promise<void> | null = null;
  const memory = length < LONG ? pieces : longPieces;
  try {
    for (let at = offset; at < offset + length; at += memory.size) {
      signal.throwIfAborted();
      const buffer = memory.take();
      const bytes = buffer.subarray(0, Math.min(memory.size, offset + length - at));
      try {
        // While the one before is on its way out.
        await fill(file, bytes, at);
        await outgoing;
      } catch (error) {
        memory.giveBack(buffer);
        throw error;
      }
      outgoing = sink([bytes]).finally(() => memory.giveBack(buffer));
      outgoing.catch(() => undefined);
    }
  } finally {
    await outgoing;
  }
}

/** Reads until `bytes` is full. The call with a callback costs a third of that of a `FileHandle`. */
function fill(file: number, bytes: Buffer, offset: number): Promise<void> {
  return new Promise((resolve, reject) => {
    readFile(file, bytes, 0, bytes.length, offset, (error, count) => {
      if (error) reject(error);
      else if (count === bytes.length) resolve();
      else if (count === 0) reject(new DiskError('io', `The file ends at byte ${offset}, before the disk does.`));
      else resolve(fill(file, bytes.subarray(count), offset + count));
    });
  });
}
