import type { Socket } from 'node:net';
import { ConnectionClosed } from './incoming.ts';

/** What waits for the others of the same turn, in bytes, at most. */
const GATHERED = 256 * 1024;

/**
 * What goes out on a connection. Messages of one turn of the event loop go out with one system call. Nothing is copied:
 * what is sent belongs to the system until the promise settles.
 */
export class Outgoing {
  readonly #socket: Socket;
  #gathered = 0;
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
      this.#cork();
      const last = pieces.length - 1;
      for (const [position, piece] of pieces.entries()) {
        this.#gathered += piece.length;
        if (position < last) this.#socket.write(piece);
        else
          this.#socket.write(piece, (error) => {
            if (error) reject(new ConnectionClosed('the client has closed the connection', { cause: error }));
            else resolve();
          });
      }
      if (this.#gathered >= GATHERED) this.#uncork();
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
    this.#isCorked = false;
    this.#gathered = 0;
    this.#socket.uncork();
  }
}
