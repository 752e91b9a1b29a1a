import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';

export const recipeCancel = defineCommand({
  arguments: [{ name: 'run', help: 'argument.run' }],
  options: {},
  run: async ({ arguments: { run: id } }, context) => {
    const { client } = await context.access();
    await client.call('post', '/api/v1/recipe-runs/{id}/cancel', { path: { id } });
    return done(message('recipe-run.cancelled', { id }), { id });
  },
});
