import path from 'node:path';
import { outcomeOf, run, type Outcome } from './program.ts';
import { REPOSITORY } from './service.ts';

/** The directory of `ingot`, to be put into the path. */
export const INGOT_BIN = path.join(REPOSITORY, 'packages/cli/bin');

/** `ingot` of one user: his home has his contexts. */
export interface Ingot {
  /** Resolves with what is written to standard output; rejects when the command fails. */
  (...words: string[]): Promise<string>;
  /** Like it, with the JSON that `--json` prints. */
  json<Value = Record<string, unknown>>(...words: string[]): Promise<Value>;
  /** Whatever comes of it. */
  outcome(words: readonly string[], more?: { input?: string; environment?: Record<string, string> }): Promise<Outcome>;
  /** Another program with `ingot` in its path, such as a shell. */
  beside(program: string, ...words: string[]): Promise<string>;
}

/** @param home directory of the user. @param environment his variables beside it */
export function ingotOf(home: string, environment: Readonly<Record<string, string>> = {}): Ingot {
  const node = path.dirname(process.execPath);
  const own = { ...environment, HOME: home, PATH: `${INGOT_BIN}:${node}:/usr/sbin:/usr/bin:/sbin:/bin` };
  const program = [path.join(INGOT_BIN, 'ingot.js')];
  const ingot = (...words: string[]): Promise<string> =>
    run(process.execPath, [...program, ...words], { environment: own, directory: home });
  return Object.assign(ingot, {
    json: async <Value>(...words: string[]) => JSON.parse(await ingot('--json', ...words)) as Value,
    outcome: (words: readonly string[], more: { input?: string; environment?: Record<string, string> } = {}) =>
      outcomeOf(process.execPath, [...program, ...words], {
        environment: { ...own, ...more.environment },
        directory: home,
        ...(more.input !== undefined && { input: once(Buffer.from(more.input)) }),
      }),
    beside: (other: string, ...words: string[]) => run(other, words, { environment: own, directory: home }),
  });
}

async function* once<Value>(value: Value): AsyncIterable<Value> {
  yield value;
}
