import { once } from 'node:events';
import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { hasErrno } from '../../kernel/errno.ts';

/** Of each of the two files, in bytes. */
const HALF = 1024 * 1024;
/** What a guest may write in a second, in bytes; one that writes more waits. A serial line has a hundredth. */
const RATE = 1024 * 1024;

/** Writes down what comes from a guest's serial port: the last one to two MiB of it, in two files of which the older goes. */
export class SerialLog {
  readonly #socket: Socket;
  readonly #file: string;
  readonly #done: Promise<void>;

  private constructor(socket: Socket, path: string, file: FileHandle) {
    this.#socket = socket;
    this.#file = path;
    this.#done = this.#write(file);
  }

  /** @param path of the file that is appended to; the older half lies beside it. */
  static async open(socketPath: string, path: string): Promise<SerialLog> {
    const socket = connect(socketPath);
    await once(socket, 'connect');
    return new SerialLog(socket, path, await open(path, 'a', 0o600));
  }

  /** Resolves when all that came is written down. */
  async close(): Promise<void> {
    this.#socket.destroy();
    await this.#done;
  }

  /** As {@link SerialLog.close}, once the other side has closed. */
  get ended(): Promise<void> {
    return this.#done;
  }

  async #write(first: FileHandle): Promise<void> {
    let file = first;
    try {
      let size = (await file.stat()).size;
      for await (const bytes of this.#socket as AsyncIterable<Buffer>) {
        if (size + bytes.length > HALF) {
          file = await this.#turn(file);
          size = 0;
        }
        await file.appendFile(bytes);
        size += bytes.length;
        const pause = (bytes.length / RATE) * 1000;
        if (pause >= 1) await delay(pause);
      }
    } catch {
      // QEMU was closed, or the disk is full: the guest writes into the void from here on.
    } finally {
      this.#socket.destroy();
      await file.close();
    }
  }

  async #turn(file: FileHandle): Promise<FileHandle> {
    await file.close();
    await rename(this.#file, olderHalf(this.#file));
    return open(this.#file, 'a', 0o600);
  }
}

function olderHalf(file: string): string {
  return `${file}.1`;
}

/** The end of a log, also of one that is being written. @param bytes at most. */
export async function readSerialLog(file: string, bytes: number): Promise<Buffer> {
  const newer = await tail(file, bytes);
  const older = newer.length < bytes ? await tail(olderHalf(file), bytes - newer.length) : Buffer.alloc(0);
  return Buffer.concat([older, newer]);
}

/** The end of a file; empty when it is not there. */
export async function tail(file: string, bytes: number): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    const handle = await open(file, 'r');
    try {
      const length = Math.min(size, bytes);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) return Buffer.alloc(0);
    throw error;
  }
}
