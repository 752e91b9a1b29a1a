import { open, type FileHandle } from 'node:fs/promises';
import { KiB, MiB } from '../bytes/units.ts';
import { BufferPool } from './buffer-pool.ts';
import { promptRead, threadedRead, type FileRead } from './file-read.ts';
import type { NbdExtent, NbdSink, ReadOnlyExport } from './nbd-export.ts';

/** What is read at once. A read has two such pieces at most, one on its way out and the next. */
const pieces = new BufferPool(256 * KiB, 64);
/** The same of a long read: asking the system costs as much as reading such a small piece. */
const longPieces = new BufferPool(MiB, 4);
/** From how many bytes on a read is long. */
const LONG = 64 * MiB;

/**
 * A raw disk in a file on a disk of this machine, which must not change. Its reads hardly keep anything else waiting: see
 * `promptRead`.
 *
 * @param extents what the file holds, for who knows that; otherwise all of it counts as data.
 * @throws the system's error when the file cannot be opened.
 */
export async function fileExport(path: string, extents: ReadOnlyExport['extents'] = allData): Promise<ReadOnlyExport> {
  const file = await open(path);
  return exportOf(file, promptRead(file.fd), extents);
}

/** A raw disk in a file that is open already, wherever it lies, and is closed with the export. No read keeps anything else waiting. */
export async function openedFileExport(file: FileHandle): Promise<ReadOnlyExport> {
  return exportOf(file, threadedRead(file.fd), allData);
}

async function exportOf(file: FileHandle, read: FileRead, extents: ReadOnlyExport['extents']): Promise<ReadOnlyExport> {
  const { size } = await file.stat();
  return {
    size,
    readOnly: true,
    extents,
    read: (offset, length, sink, signal) => sendFile(read, { offset, length, sink, signal }),
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

/** Sends a stretch of a file. @throws the system's error, or what the sink throws. */
export async function sendFile(read: FileRead, { offset, length, sink, signal }: Sending): Promise<void> {
  let outgoing: Promise<void> | null = null;
  const memory = length < LONG ? pieces : longPieces;
  try {
    for (let at = offset; at < offset + length; at += memory.size) {
      signal.throwIfAborted();
      const buffer = memory.take();
      const bytes = buffer.subarray(0, Math.min(memory.size, offset + length - at));
      try {
        // While the one before is on its way out.
        const reading = read(bytes, at);
        if (reading) await reading;
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
