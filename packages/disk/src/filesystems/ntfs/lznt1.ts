import { DiskError } from '../../disk-error.ts';

/** What one chunk holds when it is decompressed, in bytes. */
const CHUNK = 4096;
const CHUNK_HEADER = 2;
const LEAST_COPY = 3;

/**
 * Decompresses LZNT1 ([MS-XCA] 2.5). @returns `length` bytes: chunks that are short, and those that are missing at the
 * end, are filled up with zeros. @throws DiskError
 */
export function decompressLznt1(input: Buffer, length: number): Buffer {
  const output = Buffer.alloc(length);
  let at = 0;
  for (let chunk = 0; chunk < length && at + CHUNK_HEADER <= input.length; chunk += CHUNK) {
    const header = input.readUInt16LE(at);
    if (header === 0) break;
    const end = at + CHUNK_HEADER + (header & 0x0fff) + 1;
    if (end > input.length) throw malformed();
    const body = input.subarray(at + CHUNK_HEADER, end);
    const room = output.subarray(chunk, chunk + CHUNK);
    if ((header & 0x8000) === 0) body.copy(room);
    else decompressChunk(body, room);
    at = end;
  }
  return output;
}

/** Groups of eight elements, a literal byte or a copy each, as the bits of a flag byte before them say (2.5.1.4). */
function decompressChunk(body: Buffer, room: Buffer): void {
  let done = 0;
  for (let at = 0; at < body.length;) {
    let flags = body.readUInt8(at++);
    for (let element = 0; element < 8 && at < body.length; element++, flags >>= 1) {
      if ((flags & 1) === 0) {
        if (done >= room.length) throw malformed();
        done = room.writeUInt8(body.readUInt8(at++), done);
      } else {
        if (at + 2 > body.length) throw malformed();
        done = copy(room, done, body.readUInt16LE(at));
        at += 2;
      }
    }
  }
}

/**
 * A word of a displacement and a length; the further on, the more bits the displacement has, at least four (2.5.1.4.1).
 * @returns where the copy ends
 */
function copy(room: Buffer, done: number, word: number): number {
  let displacementBits = 4;
  while (2 ** displacementBits < done) displacementBits++;
  const lengthBits = 16 - displacementBits;
  const displacement = (word >> lengthBits) + 1;
  const length = (word & (2 ** lengthBits - 1)) + LEAST_COPY;
  if (displacement > done || done + length > room.length) throw malformed();
  // Byte by byte: a copy may reach into itself.
  for (let at = done; at < done + length; at++) room.writeUInt8(room.readUInt8(at - displacement), at);
  return done + length;
}

function malformed(): DiskError {
  return new DiskError('malformed', 'Compressed data of the NTFS volume are damaged.');
}
