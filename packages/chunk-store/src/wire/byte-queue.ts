import { giveBack } from './give-back.ts';

const NOTHING = Buffer.alloc(0);

/** Takes so many bytes at a time from a source that gives them in pieces of any size, whose memory is taken over. */
export class ByteQueue {
  readonly #source: AsyncIterator<Buffer>;
  readonly #most: number;
  #piece: Buffer = NOTHING;
  /** What is left of the piece. */
  #rest: Buffer = NOTHING;
  /** Where pieces are put together, again and again. */
  #room: Buffer | null = null;
  #ended = false;

  /** @param most bytes that are taken at a time. */
  constructor(source: AsyncIterable<Buffer>, most: number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#most = most;
  }

  /** @returns `length` bytes, or what is left of them at the end of the source; they are good until the next call. */
  async take(length: number): Promise<Buffer> {
    if (this.#rest.length === 0) await this.#fetch();
    if (this.#rest.length >= length || this.#ended) return this.#view(length);
    this.#room ??= Buffer.allocUnsafeSlow(this.#most);
    let end = 0;
    do end += this.#view(length - end).copy(this.#room, end);
    while (end < length && (await this.#fetch()));
    return this.#room.subarray(0, end);
  }

  /** Tells the source that no more is wanted. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#source.return?.();
  }

  /** As many bytes as the piece has. */
  #view(length: number): Buffer {
    const view = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(view.length);
    return view;
  }

  async #fetch(): Promise<boolean> {
    if (this.#ended) return false;
    giveBack(this.#piece);
    const next = await this.#source.next();
    this.#ended = next.done === true;
    this.#piece = next.done ? NOTHING : next.value;
    this.#rest = this.#piece;
    return !this.#ended;
  }
}
