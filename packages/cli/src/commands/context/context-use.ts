import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { knownContext } from './known-context.ts';

export const contextUse = defineCommand({
  arguments: [{ name: 'name', help: 'argument.context', complete: 'context' }],
  options: {},
  run: async ({ arguments: { name } }, context) => {
    const config = await context.config.read();
    knownContext(config, name);
    await context.config.write({ ...config, current: name });
    return done(message('context.used', { name }), { current: name });
  },
});
