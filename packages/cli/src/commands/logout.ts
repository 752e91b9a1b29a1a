import { RefusedError, signOut } from '@ingot/client';
import { httpFetch } from '../access/http-fetch.ts';
import { defineCommand } from '../command/command.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';
import { done } from '../output/output.ts';
import { knownContext } from './context/known-context.ts';

export const logout = defineCommand({
  arguments: [{ name: 'name', optional: true, help: 'argument.context', complete: 'context' }],
  options: {},
  notes: 'logout.notes',
  run: async ({ arguments: { name: given } }, context) => {
    const config = await context.config.read();
    const name = given ?? context.chosen.context ?? config.current;
    if (name === null) throw new CommandError(EXIT.notFound, message('access.none'));
    const { identityUrl, token } = knownContext(config, name);
    const { [name]: _gone, ...contexts } = config.contexts;
    const current = config.current === name ? null : config.current;
    await revoked(identityUrl, token);
    await context.config.write({ version: 1, current, contexts });
    return done(message('logout.done', { name }), { context: name });
  },
});

/** Makes the token void. One that is void already, or has expired, is refused, and that is as good. */
async function revoked(identityUrl: string, token: string): Promise<void> {
  try {
    await signOut(identityUrl, token, httpFetch);
  } catch (error) {
    if (!(error instanceof RefusedError && [401, 404].includes(error.status))) throw error;
  }
}
