import { defineCommand } from '../../command/command.ts';
import { runRecord } from './run-columns.ts';

export const storeRun = defineCommand({
  arguments: [{ name: 'run', help: 'argument.run' }],
  options: {},
  run: async ({ arguments: { run: id } }, context) => {
    const { client } = await context.access();
    return runRecord(await client.call('get', '/api/v1/store/runs/{id}', { path: { id } }));
  },
});
