import type { ApiClient } from '@ingot/client';
import type { CommandContext } from '../command/context.ts';
import type { NamesOf } from './complete.ts';

/** A shell that completes waits at most this long for the service, in milliseconds. */
const PATIENCE_MS = 1500;
/** More names than these help nobody. */
const MOST = 200;

/** Names of what the caller sees. Whatever goes wrong, there are just no names: a Tab is no place for an error. */
export function namesFor(context: Pick<CommandContext, 'access' | 'config'>): NamesOf {
  return async (kind) => {
    try {
      if (kind === 'context') return Object.keys((await context.config.read()).contexts);
      const { client } = await context.access();
      return await LISTS[kind](client, AbortSignal.timeout(PATIENCE_MS));
    } catch {
      return [];
    }
  };
}

type List = (client: ApiClient, signal: AbortSignal) => Promise<readonly string[]>;

const LISTS: Readonly<Record<'image', List>> = {
  image: async (client, signal) => {
    const { images = [] } = await client.call('get', '/v2/images', { query: { limit: MOST }, signal });
    return images.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  },
};
