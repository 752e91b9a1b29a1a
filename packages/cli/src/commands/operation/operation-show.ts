import { defineCommand } from '../../command/command.ts';
import { operationRecord } from './operation-columns.ts';

export const operationShow = defineCommand({
  arguments: [{ name: 'operation', help: 'argument.operation' }],
  options: {},
  run: async ({ arguments: { operation: id } }, context) => {
    const { client } = await context.access();
    return operationRecord(await client.call('get', '/api/v1/operations/{id}', { path: { id } }));
  },
});
