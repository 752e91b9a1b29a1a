import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream';

/** What is taken from a socket before somebody has asked for it, in bytes; the stream adds 64 KiB of its own. */
const READ_AHEAD = 256 * 1024;

type Piece = IteratorResult<Buffer, undefined>;

interface Waiting {
  readonly resolve: (piece: Piece) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The pieces of a body, to be iterated once; nothing is read before that. The socket is read in bursts: a stream's own
 * iterator stops and starts it for every piece, which costs more than the piece.
 *
 * Who stops half-way leaves the connection as it is, so that it can still be answered.
 *
 * @param failure how it fails when the body breaks off.
 */
export function bodyBytes(raw: IncomingMessage, failure: (cause: unknown) => Error): AsyncIterable<Buffer> {
  return { [Symbol.asyncIterator]: () => new BodyIterator(raw, failure) };
}

class BodyIterator implements AsyncIterator<Buffer, undefined> {
  readonly #raw: IncomingMessage;
  readonly #unwatch: () => void;
  #pieces: Buffer[] = [];
  /** Of the pieces, in bytes. */
  #length = 0;
  #waiting: Waiting | null = null;
  #end: 'open' | 'ended' | Error = 'open';

  constructor(raw: IncomingMessage, failure: (cause: unknown) => Error) {
    this.#raw = raw;
    this.#unwatch = finished(raw, { writable: false }, (error) => {
      // What came before a body broke off is of no use.
      if (error) this.#pieces = [];
      this.#finish(error ? failure(error) : 'ended');
    });
    raw.on('data', this.#take);
  }

  next(): Promise<Piece> {
    const piece = this.#pieces.shift();
    if (piece) {
      this.#length -= piece.length;
      if (this.#length === 0 && this.#raw.isPaused()) this.#raw.resume();
      return Promise.resolve({ done: false, value: piece });
    }
    if (this.#end === 'ended') return Promise.resolve({ done: true, value: undefined });
    if (this.#end !== 'open') return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  async return(): Promise<Piece> {
    this.#unwatch();
    this.#raw.off('data', this.#take);
    this.#raw.pause();
    this.#pieces = [];
    this.#finish('ended');
    return { done: true, value: undefined };
  }

  readonly #take = (piece: Buffer): void => {
    if (this.#waiting) {
      const { resolve } = this.#waiting;
      this.#waiting = null;
      return resolve({ done: false, value: piece });
    }
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length >= READ_AHEAD) this.#raw.pause();
  };

  #finish(end: 'ended' | Error): void {
    if (this.#end === 'open') this.#end = end;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (this.#end instanceof Error) waiting?.reject(this.#end);
    else waiting?.resolve({ done: true, value: undefined });
  }
}
