import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ControlError } from './control-error.ts';
import { splitLines, type Line } from './split-lines.ts';

/** Of what waits to be taken by the other side, in bytes: a guest that reads nothing costs no more. */
const MAX_BACKLOG = 4 * 1024 * 1024;

/** One end of a Unix socket on which both sides speak in lines. */
export class LineChannel {
  readonly #socket: Socket;
  readonly #longest: number;

  private constructor(socket: Socket, longest: number) {
    this.#socket = socket;
    this.#longest = longest;
  }

  /**
   * @param longest line that is listened to, in bytes.
   * @throws ControlError `closed` when nobody listens there; the signal's reason.
   */
  static async connect(path: string, longest: number, signal?: AbortSignal): Promise<LineChannel> {
    const socket = connect(path);
    try {
      await once(socket, 'connect', { signal });
    } catch (cause) {
      socket.destroy();
      signal?.throwIfAborted();
      throw new ControlError('closed', 'Nobody listens on the socket.', { cause });
    }
    // Whoever reads the lines learns of it.
    socket.on('error', () => undefined);
    return new LineChannel(socket, longest);
  }

  /** To be read once. Ends with the connection, however that ends. */
  async *lines(): AsyncGenerator<Line> {
    try {
      yield* splitLines(this.#socket, this.#longest);
    } catch (error) {
      if (!this.#socket.destroyed) throw error;
    } finally {
      this.#socket.destroy();
    }
  }

  /** @throws ControlError `closed` when it is, or when the other side has stopped reading. */
  write(bytes: Buffer | string): void {
    if (this.#socket.destroyed || this.#socket.writableLength > MAX_BACKLOG) {
      throw new ControlError('closed', 'The other side takes no more commands.');
    }
    this.#socket.write(bytes);
  }

  /** Whether all that was written has been taken. */
  get isTaken(): boolean {
    return this.#socket.writableLength === 0;
  }

  close(): void {
    this.#socket.destroy();
  }
}
