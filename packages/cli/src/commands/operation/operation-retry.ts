import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';

export const operationRetry = defineCommand({
  arguments: [{ name: 'operation', help: 'argument.operation' }],
  options: {},
  run: async ({ arguments: { operation: id } }, context) => {
    const { client } = await context.access();
    await client.call('post', '/api/v1/operations/{id}/retry', { path: { id } });
    return done(message('operation.retried', { id }), { id });
  },
});
