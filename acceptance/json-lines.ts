import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** One end of a Unix socket that speaks a JSON object a line, as QEMU's monitor and its guest agent do. */
export interface JsonLines {
  send(message: object): void;
  /** The next object that fits; others are passed over. @throws what the signal is aborted with. */
  next(fits: (message: Readonly<Record<string, unknown>>) => boolean): Promise<Readonly<Record<string, unknown>>>;
  close(): void;
}

export async function jsonLines(socketPath: string, signal: AbortSignal): Promise<JsonLines> {
  const socket = connect(socketPath);
  await once(socket, 'connect', { signal });
  const abort = (): void => {
    socket.destroy();
  };
  signal.addEventListener('abort', abort);
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  return {
    send: (message) => {
      socket.write(`${JSON.stringify(message)}\n`);
    },
    next: async (fits) => {
      for (;;) {
        const { done, value } = await lines.next();
        signal.throwIfAborted();
        if (done) throw new Error(`${socketPath} was closed`);
        const message = JSON.parse(value) as Record<string, unknown>;
        if (fits(message)) return message;
      }
    },
    close: () => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
    },
  };
}
