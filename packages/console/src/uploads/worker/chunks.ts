/** Bytes of a chunk of the service's trees, and of its id, a SHA-256. */
export const CHUNK_SIZE = 256 * 1024;
export const ID_SIZE = 32;

/** Bytes read from a file at a time. */
const READ = 4 * 2 ** 20;

/** A chunk of a file. */
export interface FileChunk {
  /** Counted from 0. */
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Null for zeros. */
  readonly id: Uint8Array<ArrayBuffer> | null;
}

/**
 * The chunks of a stretch of a file, in order, each with its id; what is read at once is named side by side.
 *
 * @param start in bytes, a multiple of a chunk, as is `end` unless it is the file's.
 * @throws DOMException `NotReadableError` when the file has changed since it was chosen, or has gone.
 */
export async function* fileChunks(file: Blob, start: number, end: number): AsyncGenerator<FileChunk> {
  for (let from = start; from < end; from += READ) {
    const bytes = new Uint8Array(await file.slice(from, Math.min(from + READ, end)).arrayBuffer());
    const named: Promise<FileChunk>[] = [];
    for (let at = 0; at < bytes.length; at += CHUNK_SIZE) {
      named.push(nameChunk((from + at) / CHUNK_SIZE, bytes.subarray(at, at + CHUNK_SIZE)));
    }
    yield* await Promise.all(named);
  }
}

async function nameChunk(number: number, bytes: Uint8Array<ArrayBuffer>): Promise<FileChunk> {
  const id = isZero(bytes) ? null : new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return { number, bytes, id };
}

/** Looks at eight bytes at a time; `bytes` begins where such eight may begin. */
function isZero(bytes: Uint8Array<ArrayBuffer>): boolean {
  const whole = Math.floor(bytes.length / 8);
  for (const word of new BigUint64Array(bytes.buffer, bytes.byteOffset, whole)) if (word !== 0n) return false;
  return bytes.subarray(whole * 8).every((byte) => byte === 0);
}
