import { STATE, type Engine } from './engine.ts';
import { MD5_START } from './md5.ts';
import { BLOCK_SIZE } from './program.ts';
import { SHA512_START } from './sha512.ts';

/** What a function puts behind the last byte: one bit, zeros up to the length, which ends a block. */
interface Padding {
  readonly block: number;
  readonly lengthSize: number;
}
const MD5: Padding = { block: 64, lengthSize: 8 };
const SHA512: Padding = { block: 128, lengthSize: 16 };

/** MD5 and SHA-512 of the same bytes. */
export class Md5Sha512 {
  readonly #engine: Engine;
  readonly #state = Buffer.alloc(STATE.size);
  /** Bytes that make no block yet. */
  readonly #rest = Buffer.alloc(BLOCK_SIZE);
  #length = 0;

  /** @param engine may be used for others, too. */
  constructor(engine: Engine) {
    this.#engine = engine;
    for (const [at, word] of SHA512_START.entries()) this.#state.writeBigUInt64LE(word, STATE.sha512 + 8 * at);
    for (const [at, word] of MD5_START.entries()) this.#state.writeUInt32LE(word, STATE.md5 + 4 * at);
  }

  update(bytes: Buffer): void {
    const begun = this.#length % BLOCK_SIZE;
    this.#length += bytes.length;
    const completing = begun === 0 ? 0 : bytes.copy(this.#rest, begun);
    if (begun + completing === BLOCK_SIZE) this.#engine.run(this.#state, this.#rest);
    else if (completing > 0) return;
    const end = bytes.length - (this.#length % BLOCK_SIZE);
    if (end > completing) this.#engine.run(this.#state, bytes.subarray(completing, end));
    bytes.copy(this.#rest, 0, Math.max(completing, end));
  }

  /** Ends them. @returns hex: MD5, SHA-512. */
  finish(): readonly [string, string] {
    return [this.#md5(), this.#sha512()];
  }

  #sha512(): string {
    const end = this.#end(SHA512);
    end.writeBigUInt64BE(8n * BigInt(this.#length), end.length - 8);
    return this.#after(end).subarray(STATE.sha512, STATE.md5).swap64().toString('hex');
  }

  #md5(): string {
    const end = this.#end(MD5);
    end.writeBigUInt64LE(8n * BigInt(this.#length), end.length - 8);
    // The engine takes two of MD5's blocks at a time; if the second is none of ours, what was before it counts.
    const isOdd = end.length % BLOCK_SIZE !== 0;
    const state = this.#after(isOdd ? Buffer.concat([end, Buffer.alloc(MD5.block)]) : end);
    const at = isOdd ? STATE.md5Before : STATE.md5;
    return state.toString('hex', at, at + 16);
  }

  /** The bytes that are left, padded, with room for the length. */
  #end({ block, lengthSize }: Padding): Buffer {
    const rest = this.#rest.subarray(0, this.#length % BLOCK_SIZE);
    const end = Buffer.alloc(Math.ceil((rest.length + 1 + lengthSize) / block) * block);
    rest.copy(end);
    end[rest.length] = 0x80;
    return end;
  }

  #after(end: Buffer): Buffer {
    const state = Buffer.from(this.#state);
    this.#engine.run(state, end);
    return state;
  }
}
