import type { Socket } from 'node:net';

/** Received bytes that may lie here unread before the other side has to wait. */
const HIGH_WATER = 256 * 1024;

/** The other side has closed the connection, or it broke. */
export class ConnectionClosed extends Error {
  override readonly name = 'ConnectionClosed';
}

/** What comes in on a connection, to be read in the lengths that the protocol says. One reader, one call at a time. */
export class Incoming {
  readonly #socket: Socket;
  readonly #pieces: Buffer[] = [];
  #length = 0;
  #ended = false;
  #isExpecting = false;
  #wake: () => void = () => undefined;
  readonly #arrive = (bytes: Buffer): void => {
    this.#pieces.push(bytes);
    this.#length += bytes.length;
    if (this.#length >= HIGH_WATER) this.#socket.pause();
    this.#wake();
  };
  readonly #end = (): void => {
    this.#ended = true;
    this.#wake();
  };

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#arrive).on('end', this.#end).on('close', this.#end);
  }

  /** Whether the other side has begun to send something and owes the rest. */
  get isExpecting(): boolean {
    return this.#isExpecting;
  }

  /** The next bytes, if all are here. @param length at most 64 KiB. */
  take(length: number): Buffer | null {
    if (this.#length < length) return null;
    const [first] = this.#pieces;
    if (first === undefined || first.length < length) {
      const gathered = Buffer.allocUnsafe(length);
      this.#moveInto(gathered);
      return gathered;
    }
    this.#drop(length);
    return first.subarray(0, length);
  }

  /**
   * The next bytes.
   *
   * @param length at most 64 KiB.
   * @throws ConnectionClosed
   */
  async read(length: number): Promise<Buffer> {
    for (;;) {
      const bytes = this.take(length);
      if (bytes !== null) return bytes;
      await this.#more(this.#length > 0);
    }
  }

  /** Fills `target` with the next bytes. @throws ConnectionClosed */
  async readInto(target: Buffer): Promise<void> {
    let rest = target.subarray(this.#moveInto(target));
    while (rest.length > 0) {
      await this.#more(true);
      rest = rest.subarray(this.#moveInto(rest));
    }
  }

  /** Passes over the next bytes. @throws ConnectionClosed */
  async skip(length: number): Promise<void> {
    for (let rest = length; ;) {
      const passed = Math.min(rest, this.#length);
      this.#drop(passed);
      rest -= passed;
      if (rest === 0) return;
      await this.#more(true);
    }
  }

  /** From now on it is as if the other side had closed the connection. */
  stop(): void {
    this.#end();
  }

  /** Reads no more; what follows is for somebody else. @returns how many bytes have been received and not read. */
  detach(): number {
    this.#socket.pause();
    this.#socket.off('data', this.#arrive).off('end', this.#end).off('close', this.#end);
    return this.#length;
  }

  /** Waits for bytes, or for the end. @param isExpecting whether they are the rest of something. */
  async #more(isExpecting: boolean): Promise<void> {
    if (this.#ended) throw new ConnectionClosed('the client has closed the connection');
    this.#isExpecting = isExpecting;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#isExpecting = false;
  }

  /** Moves what is here and fits. @returns how much that was. */
  #moveInto(target: Buffer): number {
    let end = 0;
    while (end < target.length) {
      const [first] = this.#pieces;
      if (first === undefined) break;
      const moved = first.copy(target, end);
      this.#drop(moved);
      end += moved;
    }
    return end;
  }

  /** Lets go of bytes that are here. */
  #drop(length: number): void {
    this.#length -= length;
    for (let rest = length; rest > 0;) {
      const [first] = this.#pieces;
      if (first === undefined) break;
      if (first.length > rest) this.#pieces[0] = first.subarray(rest);
      else this.#pieces.shift();
      rest -= Math.min(rest, first.length);
    }
    if (this.#length < HIGH_WATER && this.#socket.isPaused()) this.#socket.resume();
  }
}
