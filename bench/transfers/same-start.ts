import { createReadStream } from 'node:fs';
import { open, readFile, truncate, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { run } from '../../acceptance/program.ts';

const PIECE = 8 * 2 ** 20;
/** Left free: below this the system takes pages from the page cache anyway. */
const LEFT_FREE = 700 * 2 ** 20;
/** Of a file that has no bytes on the disk. */
const FILLER_SIZE = 2 ** 40;

/**
 * Gives each measurement the same machine to begin with, that of a server which has run for a while:
 *
 * - what others have left to be written is on the disk;
 * - memory that nobody uses is page cache. A virtual machine hands pages that lie free back to its host, and whoever
 *   takes them again pays for it, up to 5 s of system time for 2 GiB: more than the transfer itself;
 * - the file that is to be sent lies in the page cache.
 */
export class SameStart {
  readonly #filler: string;
  #filled = 0;

  /** @param filler where a file of holes is made. */
  static async prepare(filler: string): Promise<SameStart> {
    await writeFile(filler, '');
    await truncate(filler, FILLER_SIZE);
    return new SameStart(filler);
  }

  private constructor(filler: string) {
    this.#filler = filler;
  }

  async restore(source: string): Promise<void> {
    await run('sync', []);
    const file = await open(this.#filler, 'r');
    try {
      const piece = Buffer.alloc(PIECE);
      // Once over what is free now: the system gives some back all the while.
      const end = this.#filled + (await freeMemory()) - LEFT_FREE;
      for (; this.#filled < end; this.#filled += piece.length) {
        await file.read(piece, 0, piece.length, this.#filled % FILLER_SIZE);
      }
    } finally {
      await file.close();
    }
    // What was read twice is kept.
    for (let time = 0; time < 2; time += 1) await pipeline(createReadStream(source), nowhere());
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_piece, _encoding, done) => done() });
}

/** In bytes. */
async function freeMemory(): Promise<number> {
  const [, kibibytes] = /^MemFree: +(\d+) kB$/m.exec(await readFile('/proc/meminfo', 'utf8')) ?? [];
  if (kibibytes === undefined) throw new Error('/proc/meminfo does not tell what is free');
  return Number(kibibytes) * 1024;
}
