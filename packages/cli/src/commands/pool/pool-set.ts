import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findPool } from './find-pool.ts';
import { POOL_ARGUMENT } from './pool-argument.ts';
import { poolRecord } from './pool-columns.ts';

export const poolSet = defineCommand({
  arguments: [POOL_ARGUMENT],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'pool-set.name' },
    description: { kind: 'text', value: 'TEXT', help: 'pool-create.description' },
  },
  run: async ({ arguments: { pool: nameOrId }, options: { name, description } }, context) => {
    const body = { ...(name !== undefined && { name }), ...(description !== undefined && { description }) };
    if (Object.keys(body).length === 0) throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    const { client } = await context.access();
    const { id } = await findPool(client, nameOrId);
    return poolRecord(await client.call('patch', '/api/v1/image-pools/{id}', { path: { id }, body }));
  },
});
