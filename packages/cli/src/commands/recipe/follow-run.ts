import type { ApiClient } from '@ingot/client';
import type { CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message } from '../../messages/message.ts';
import type { Run } from './run-columns.ts';

const OVER: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

/**
 * Shows what a run says until it is over: each step by its name, then its log as it grows.
 *
 * @throws CommandError when it has failed, with the reason, or was cancelled
 */
export async function followRun(id: string, context: CommandContext): Promise<Run> {
  const { client } = await context.access();
  const shown = new ShownLog(client, id, context);
  const run = await waitUntil(
    async () => {
      const asked = await client.call('get', '/api/v1/recipe-runs/{id}', { path: { id } });
      await shown.show(asked);
      return asked;
    },
    ({ status }) => OVER.has(status),
    context.signal,
  );
  if (run.status === 'done') return run;
  throw new CommandError(EXIT.failed, message('recipe-run.failed', { id, reason: run.failure ?? run.status }));
}

/** How much of a run was shown. */
class ShownLog {
  readonly #client: ApiClient;
  readonly #id: string;
  readonly #progress: CommandContext['progress'];
  #step = -1;
  #from = 0;
  #line = '';

  constructor(client: ApiClient, id: string, { progress }: CommandContext) {
    this.#client = client;
    this.#id = id;
    this.#progress = progress;
  }

  async show({ steps }: Run): Promise<void> {
    for (const { place, name, status, logLength } of steps) {
      if (status === 'waiting' || place < this.#step) continue;
      if (place > this.#step) this.#begin(place, name);
      while (this.#from < logLength) {
        const path = { id: this.#id, step: place };
        const part = await this.#client.call('get', '/api/v1/recipe-runs/{id}/steps/{step}/log', {
          path,
          query: { from: this.#from },
        });
        if (part.text === '') break;
        this.#from = part.next;
        this.#tell(part.text);
      }
    }
  }

  #begin(place: number, name: string): void {
    this.#step = place;
    this.#from = 0;
    this.#line = '';
    this.#progress.tell(message('recipe-run.step', { place, name }));
  }

  /** Line by line, as it is plain text. */
  #tell(text: string): void {
    const lines = (this.#line + text).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#progress.tell(message('recipe-run.line', { line }));
  }
}
