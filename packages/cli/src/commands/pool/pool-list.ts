import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { poolsOf } from './find-pool.ts';
import { POOL_COLUMNS } from './pool-columns.ts';

export const poolList = defineCommand({
  arguments: [],
  options: {},
  run: async (_, context) => list(poolsOf((await context.access()).client), POOL_COLUMNS),
});
