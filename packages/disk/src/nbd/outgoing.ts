import type { Socket } from 'node:net';
import { BufferPool } from './buffer-pool.ts';
import { ConnectionClosed } from './incoming.ts';

/** Messages up to this length, in bytes, are put together: copying them costs less than handing each to the system. */
const SMALL = 16 * 1024;
/** What is put together is sent when it fills this, in bytes, or at the end of the turn. */
const BATCH = 64 * 1024;

const batches = new BufferPool(BATCH, 64);

/** Messages that are sent together. */
interface Batch {
  readonly buffer: Buffer;
  length: number;
  readonly settled: ((error?: Error | null) => void)[];
}

/**
 * What goes out on a connection. Messages of one turn of the event loop go out with one system call. Those that are not
 * small are not copied: what is sent belongs to the system until the promise settles.
 */
export class Outgoing {
  readonly #socket: Socket;
  #batch: Batch | null = null;
  #isCorked = false;
  #held: Promise<void> | null = null;
  #release: () => void = () => undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    // Whoever holds the others back does not always get to the end; then they fail as well.
    socket.once('close', () => this.#release());
  }

  /** Bytes that the other side has not taken yet. */
  get waiting(): number {
    return this.#socket.writableLength;
  }

  /** Sends a message, end to end. Resolves when the system has taken it. @throws ConnectionClosed */
  send(pieces: readonly Buffer[]): Promise<void> {
    return this.#held ? this.#held.then(() => this.send(pieces)) : this.#write(pieces);
  }

  /** Keeps other messages back, for one that is sent in parts. Resolves when it is its turn. */
  async hold(): Promise<{ send: (pieces: readonly Buffer[]) => Promise<void>; release: () => void }> {
    while (this.#held) await this.#held;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    this.#release = (): void => {
      this.#held = null;
      resolve();
    };
    return { send: (pieces) => this.#write(pieces), release: this.#release };
  }

  #write(pieces: readonly Buffer[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error?: Error | null): void => {
        if (error) reject(new ConnectionClosed('the client has closed the connection', { cause: error }));
        else resolve();
      };
      if (lengthOf(pieces) <= SMALL) this.#gather(pieces, settle);
      else this.#pass(pieces, settle);
    });
  }

  /** Copies a message to the others of its turn. */
  #gather(pieces: readonly Buffer[], settle: Batch['settled'][number]): void {
    if (this.#batch && this.#batch.length + SMALL > BATCH) this.#uncork();
    this.#cork();
    this.#batch ??= { buffer: batches.take(), length: 0, settled: [] };
    for (const piece of pieces) this.#batch.length += piece.copy(this.#batch.buffer, this.#batch.length);
    this.#batch.settled.push(settle);
  }

  /** Hands a message on as it is. */
  #pass(pieces: readonly Buffer[], settle: Batch['settled'][number]): void {
    this.#cork();
    this.#passBatch();
    const last = pieces.length - 1;
    for (const [position, piece] of pieces.entries()) {
      if (position < last) this.#socket.write(piece);
      else this.#socket.write(piece, settle);
    }
    this.#uncork();
  }

  #passBatch(): void {
    const batch = this.#batch;
    if (!batch) return;
    this.#batch = null;
    this.#socket.write(batch.buffer.subarray(0, batch.length), (error) => {
      batches.giveBack(batch.buffer);
      for (const settle of batch.settled) settle(error);
    });
  }

  #cork(): void {
    if (this.#isCorked) return;
    this.#isCorked = true;
    this.#socket.cork();
    setImmediate(() => this.#uncork());
  }

  #uncork(): void {
    if (!this.#isCorked) return;
    this.#passBatch();
    this.#isCorked = false;
    this.#socket.uncork();
  }
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
