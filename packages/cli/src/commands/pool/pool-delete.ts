import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findPool } from './find-pool.ts';
import { POOL_ARGUMENT } from './pool-argument.ts';

export const poolDelete = defineCommand({
  arguments: [POOL_ARGUMENT],
  options: {},
  notes: 'pool-delete.notes',
  run: async ({ arguments: { pool } }, context) => {
    const { client } = await context.access();
    const { id, name } = await findPool(client, pool);
    await client.call('delete', '/api/v1/image-pools/{id}', { path: { id } });
    return done(message('pool.deleted', { name }), { id });
  },
});
