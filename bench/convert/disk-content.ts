import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { randomNumbers } from '../../acceptance/pseudo-random.ts';

const MIB = 2 ** 20;
/** Of the store. */
const CHUNK = 256 * 1024;
/** Blocks of words are taken from so much text. */
const TEXT = 8 * MIB;
const BLOCK = 4096;
const ZEROS = Buffer.alloc(CHUNK);

/**
 * Writes a raw disk with data spread over it, of which each other MiB is random, and the others are words: zlib makes about
 * two fifths of those, as of programs.
 */
export async function writeDisk(path: string, { size, data }: { size: number; data: number }): Promise<void> {
  const random = randomNumbers(1);
  const text = words(random);
  await using disk = await open(path, 'wx');
  await disk.truncate(size);
  for (let done = 0; done < data; done += 2 * MIB) {
    const blocks = Array.from({ length: MIB / BLOCK }, () => {
      const at = Math.floor(random() * (TEXT / BLOCK)) * BLOCK;
      return text.subarray(at, at + BLOCK);
    });
    await disk.writev([randomBytes(MIB), ...blocks], (done / data) * size);
  }
}

/** A copy of a disk in which no chunk with data is what it was: nothing of it is in a store. The rest are holes. */
export async function freshCopy(from: string, to: string): Promise<void> {
  await using source = await open(from, 'r');
  await using copy = await open(to, 'wx');
  const { size } = await source.stat();
  await copy.truncate(size);
  const chunk = Buffer.alloc(CHUNK);
  for (let at = 0; at < size; at += CHUNK) {
    const length = await fill(source, chunk, at);
    if (chunk.subarray(0, length).equals(ZEROS.subarray(0, length))) continue;
    randomBytes(16).copy(chunk);
    await copy.write(chunk, 0, length, at);
  }
}

async function fill(source: FileHandle, chunk: Buffer, at: number): Promise<number> {
  let length = 0;
  for (let read = -1; read !== 0 && length < chunk.length; length += read) {
    ({ bytesRead: read } = await source.read(chunk, length, chunk.length - length, at + length));
  }
  return length;
}

/** Words as a language has them: few are frequent, many are rare. */
function words(random: () => number): Buffer {
  const known = Array.from({ length: 4096 }, () => randomBytes(1 + Math.floor(random() * 5)).toString('hex'));
  const text = Buffer.alloc(TEXT);
  for (let at = 0; at < TEXT;) at += text.write(`${known[Math.floor(4096 * random() ** 3)]} `, at, 'latin1');
  return text;
}
