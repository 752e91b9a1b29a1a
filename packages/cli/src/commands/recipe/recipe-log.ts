import type { ApiClient } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { harmless } from '../../output/harmless.ts';
import { text } from '../../output/output.ts';
import { followRun } from './follow-run.ts';
import { runRecord } from './run-columns.ts';

export const recipeLog = defineCommand({
  arguments: [{ name: 'run', help: 'argument.run' }],
  options: {
    step: { kind: 'integer', value: 'N', help: 'recipe-log.step' },
    follow: { kind: 'flag', help: 'recipe-log.follow' },
  },
  run: async ({ arguments: { run: id }, options: { step: only, follow } }, context) => {
    if (follow) return runRecord(await followRun(id, context));
    const { client } = await context.access();
    const { steps } = await client.call('get', '/api/v1/recipe-runs/{id}', { path: { id } });
    const parts: string[] = [];
    for (const { place, name, logLength } of steps) {
      if (only === undefined) parts.push(`== ${place}. ${harmless(name)}\n`);
      if (only === undefined || only === place) parts.push(await logOf(client, id, place, logLength));
    }
    return text(parts.join(''));
  },
});

async function logOf(client: ApiClient, id: string, step: number, length: number): Promise<string> {
  let log = '';
  while (log.length < length) {
    const part = await client.call('get', '/api/v1/recipe-runs/{id}/steps/{step}/log', {
      path: { id, step },
      query: { from: log.length },
    });
    if (part.text === '') break;
    log += part.text;
  }
  return log;
}
