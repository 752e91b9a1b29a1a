import { readSync } from 'node:fs';

/** Fills `bytes` from a file, holding the calling thread up. @throws Error when the file ends before that, or the system's. */
export function readExactly(file: number, bytes: Buffer, position: number): void {
  // A read may be short for no reason of the file's.
  for (let read = 0; read < bytes.length;) {
    const more = readSync(file, bytes, read, bytes.length - read, position + read);
    if (more === 0) throw new Error(`The file ended at byte ${position + read} while it was read.`);
    read += more;
  }
}
