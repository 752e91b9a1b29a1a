import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Input } from './command/context.ts';
import type { Translate } from './messages/translate.ts';

/** Standard input, with questions on standard error: standard output belongs to the answer. */
export function terminalInput(stream: NodeJS.ReadStream, screen: NodeJS.WriteStream, t: Translate): Input {
  return {
    isTerminal: stream.isTTY && screen.isTTY,
    ask: async (question, { secret }) => {
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      const lines = createInterface({ input: stream, output: secret ? silent : screen, terminal: true });
      const aborted = new AbortController();
      lines.once('SIGINT', () => aborted.abort());
      try {
        if (secret) screen.write(t(question));
        return await lines.question(secret ? '' : t(question), { signal: aborted.signal });
      } finally {
        if (secret) screen.write('\n');
        lines.close();
      }
    },
    all: async () => (await text(stream)).replace(/\r?\n$/, ''),
  };
}
