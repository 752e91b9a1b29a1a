import type { Transform } from 'node:stream';

/** What a stream of node:zlib has its work done by. Node says nothing about it, so another Node may have another one. */
interface Native {
  /** Takes all of `from` and fills all of `to`, as far as either goes. */
  writeSync(
    flush: number,
    from: Uint8Array,
    fromAt: number,
    fromLength: number,
    to: Uint8Array,
    toAt: number,
    toLength: number,
  ): void;
  reset(): void;
}

/** How far a context has come, in bytes. */
export interface Worked {
  readonly written: number;
  /** Of what it was given, what it has not taken. */
  readonly left: number;
}

/**
 * A context of zlib or zstd that works on one piece after the other, holding the calling thread up. Node's own functions that do
 * so make a stream, a context and memory for each piece, which for 64 KiB takes up to half as long as the work.
 */
export class KeptContext {
  readonly #stream: Transform;
  readonly #native: Native;
  /** What is left of both sides after a call: room first. */
  readonly #state: Uint32Array;
  #hasFailed = false;

  /** @param stream of node:zlib, new, for nobody else. @returns null where this Node has it otherwise. */
  static of(stream: Transform): KeptContext | null {
    const native: unknown = Reflect.get(stream, '_handle');
    const state: unknown = Reflect.get(stream, '_writeState');
    return isNative(native) && state instanceof Uint32Array ? new KeptContext(stream, native, state) : null;
  }

  private constructor(stream: Transform, native: Native, state: Uint32Array) {
    this.#stream = stream;
    this.#native = native;
    this.#state = state;
    const onerror = (): void => {
      this.#hasFailed = true;
    };
    // Called before `writeSync` returns, instead of breaking the stream off.
    Object.assign(native, { onerror });
  }

  /** @param flush as the codec has it. @returns null when the bytes are bad; then it is of no use any more. */
  work(from: Uint8Array, to: Uint8Array, flush: number): Worked | null {
    this.#native.writeSync(flush, from, 0, from.length, to, 0, to.length);
    if (this.#hasFailed) return null;
    const [room = 0, left = 0] = this.#state;
    return { written: to.length - room, left };
  }

  /** Begins anew, whatever was left over. A context of zstd is made anew by it, and needs it only then. */
  reset(): void {
    this.#native.reset();
  }

  /** Gives its memory back. */
  end(): void {
    this.#stream.destroy();
  }
}

function isNative(value: unknown): value is Native {
  if (typeof value !== 'object' || value === null) return false;
  return ['writeSync', 'reset', 'onerror'].every((name) => typeof Reflect.get(value, name) === 'function');
}
