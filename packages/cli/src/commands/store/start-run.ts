import type { ApiClient, Input } from '@ingot/client';
import type { CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message } from '../../messages/message.ts';
import type { Output } from '../../output/output.ts';
import { runRecord, type Run } from './run-columns.ts';

type Request = Input<'post', '/api/v1/store/runs'>['body'];

/** Starts maintenance of the store and, with `wait`, shows how it goes until it has ended. */
export async function startRun(request: Request, wait: boolean, context: CommandContext): Promise<Output> {
  const { client } = await context.access();
  const run = await client.call('post', '/api/v1/store/runs', { body: request });
  return runRecord(wait ? await ended(client, run, context) : run);
}

async function ended(client: ApiClient, { id, kind }: Run, context: CommandContext): Promise<Run> {
  const meter = context.progress.begin(message('progress.run', { kind }), null);
  const show = async (): Promise<Run> => {
    const run = await client.call('get', '/api/v1/store/runs/{id}', { path: { id } });
    const figures = new Map<string, unknown>(Object.entries(run.figures ?? {}));
    const [done, total] = [figures.get('bytes'), figures.get('totalBytes')];
    if (typeof done === 'number') meter.set(done, typeof total === 'number' ? total : null);
    return run;
  };
  const run = await waitUntil(show, ({ finishedAt }) => finishedAt !== null, context.signal).finally(() => meter.end());
  if (run.status === 'succeeded') return run;
  throw new CommandError(EXIT.failed, message('store.run-not-succeeded', { id, status: run.status }), {
    hint: message('hint.store-run', { id }),
  });
}
