import { ChunkStoreError } from '../../errors.ts';
import type { OpenPack } from '../../packs/pack-backend.ts';
import type { PackCipher } from './block-run.ts';
import type { CipherPool } from './cipher-pool.ts';
import { BLOCK_SIZE, SEALED_BLOCK_SIZE, TAG_SIZE } from './sealed-format.ts';

/** Blocks that are enciphered and written at once: 1 MiB is all that an open pack holds. */
const BLOCKS_AT_ONCE = 16;

/**
 * Enciphers a pack on its way into `inner`. A full run goes on only when a byte after it has come, since the last block
 * of a pack is sealed as such.
 */
export class SealedPackWriter implements OpenPack {
  readonly #inner: OpenPack;
  readonly #cipher: PackCipher;
  readonly #pool: CipherPool;
  /** Bytes that begin the pack, until they are written. */
  #header: Buffer | null;
  /** Blocks to come, each with room for its tag; one piece of memory that goes to a thread and comes back. */
  #run = Buffer.allocUnsafeSlow(BLOCKS_AT_ONCE * SEALED_BLOCK_SIZE);
  /** Plain bytes in the run. */
  #filled = 0;
  /** Blocks before the run. */
  #written = 0;
  #state: 'open' | 'failed' | 'ended' = 'open';

  constructor(inner: OpenPack, header: Buffer, cipher: PackCipher, pool: CipherPool) {
    this.#inner = inner;
    this.#header = header;
    this.#cipher = cipher;
    this.#pool = pool;
  }

  append(bytes: readonly Buffer[]): Promise<void> {
    return this.#write(async () => {
      for (const part of bytes) {
        for (let start = 0; start < part.length;) {
          if (this.#filled === BLOCKS_AT_ONCE * BLOCK_SIZE) await this.#flush(false);
          start += this.#fill(part, start);
        }
      }
    });
  }

  async seal(): Promise<void> {
    await this.#write(async () => {
      await this.#flush(true);
      await this.#inner.seal();
    });
    this.#state = 'ended';
  }

  async discard(): Promise<void> {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    await this.#inner.discard();
  }

  /** After a failure there is a gap, perhaps: nothing may be added to it, and it may not be sealed. */
  async #write(work: () => Promise<void>): Promise<void> {
    if (this.#state !== 'open') throw new ChunkStoreError('io', `the pack is ${this.#state}`);
    this.#state = 'failed';
    await work();
    this.#state = 'open';
  }

  /** Copies what fits the block at hand. @returns how much that was. */
  #fill(part: Buffer, start: number): number {
    const block = Math.floor(this.#filled / BLOCK_SIZE);
    const inBlock = this.#filled % BLOCK_SIZE;
    const length = Math.min(part.length - start, BLOCK_SIZE - inBlock);
    part.copy(this.#run, block * SEALED_BLOCK_SIZE + inBlock, start, start + length);
    this.#filled += length;
    return length;
  }

  async #flush(ends: boolean): Promise<void> {
    const blocks = Math.max(1, Math.ceil(this.#filled / BLOCK_SIZE));
    const run = this.#run.subarray(0, this.#filled + blocks * TAG_SIZE);
    const sealed = await this.#pool.seal(this.#cipher, run, { first: this.#written, ends });
    this.#written += blocks;
    this.#filled = 0;
    this.#run = Buffer.from(sealed.buffer);
    await this.#inner.append(this.#header ? [this.#header, sealed] : [sealed]);
    this.#header = null;
  }
}
