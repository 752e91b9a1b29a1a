import { defineCommand } from '../../command/command.ts';
import { operationRecord } from './operation-columns.ts';

export const operationCancel = defineCommand({
  arguments: [{ name: 'operation', help: 'argument.operation' }],
  options: {},
  run: async ({ arguments: { operation: id } }, context) => {
    const { client } = await context.access();
    return operationRecord(await client.call('post', '/api/v1/operations/{id}/cancel', { path: { id } }));
  },
});
