import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { RUN_COLUMNS } from './run-columns.ts';

export const storeRuns = defineCommand({
  arguments: [],
  options: {},
  run: async (_input, context) => {
    const { client } = await context.access();
    const { runs } = await client.call('get', '/api/v1/store/runs');
    return list(runs, RUN_COLUMNS);
  },
});
