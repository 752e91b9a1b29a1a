import { defineCommand } from '../../command/command.ts';
import { findPool } from './find-pool.ts';
import { POOL_ARGUMENT } from './pool-argument.ts';
import { poolRecord } from './pool-columns.ts';

export const poolShow = defineCommand({
  arguments: [POOL_ARGUMENT],
  options: {},
  run: async ({ arguments: { pool } }, context) => poolRecord(await findPool((await context.access()).client, pool)),
});
