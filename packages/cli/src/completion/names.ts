import type { Completable } from '../command/command.ts';
import type { Access, CommandContext } from '../command/context.ts';
import type { NamesOf } from './complete.ts';

/** A shell that completes waits at most this long for the service, in milliseconds. */
const PATIENCE_MS = 1500;
/** More names than these help nobody. */
const PAGE = { limit: 200 };
const SHORT_PAGE = { limit: 100 };

/** Names of what the caller sees. Whatever goes wrong, there are just no names: a Tab is no place for an error. */
export function namesFor(context: Pick<CommandContext, 'access' | 'config'>): NamesOf {
  return async (kind) => {
    try {
      if (kind === 'context') return Object.keys((await context.config.read()).contexts);
      return await LISTS[kind](await context.access(), AbortSignal.timeout(PATIENCE_MS));
    } catch {
      return [];
    }
  };
}

type List = (access: Access, signal: AbortSignal) => Promise<readonly string[]>;

const LISTS: Readonly<Record<Exclude<Completable, 'file' | 'context'>, List>> = {
  image: async ({ client }, signal) => {
    const { images = [] } = await client.call('get', '/v2/images', { query: PAGE, signal });
    return namesOf(images);
  },
  family: async ({ client }, signal) => {
    const { families } = await client.call('get', '/api/v1/families', { query: SHORT_PAGE, signal });
    return families.map(({ name }) => name);
  },
  volume: async ({ client, project }, signal) => {
    const path = { project_id: project.id };
    const { volumes } = await client.call('get', '/volume/v3/{project_id}/volumes', { path, query: PAGE, signal });
    return namesOf(volumes);
  },
  recipe: async ({ client }, signal) => {
    const { recipes } = await client.call('get', '/api/v1/recipes', { query: { limit: 100 }, signal });
    return namesOf(recipes);
  },
  machine: async ({ client }, signal) => {
    const { machines } = await client.call('get', '/api/v1/machines', { query: PAGE, signal });
    return namesOf(machines);
  },
  flavor: async ({ client }, signal) => {
    const { flavors } = await client.call('get', '/api/v1/flavors', { signal });
    return namesOf(flavors);
  },
  pool: async ({ client }, signal) => {
    const { pools } = await client.call('get', '/api/v1/image-pools', { query: SHORT_PAGE, signal });
    return namesOf(pools);
  },
  'desktop-image': async ({ client }, signal) => {
    const { desktopImages } = await client.call('get', '/api/v1/desktop-images', { query: SHORT_PAGE, signal });
    return namesOf(desktopImages);
  },
  // They have no names.
  publication: async ({ client }, signal) => {
    const { publications } = await client.call('get', '/api/v1/publications', { query: SHORT_PAGE, signal });
    return publications.map(({ id }) => id);
  },
  'key-pair': async ({ client }, signal) => {
    const { keyPairs } = await client.call('get', '/api/v1/key-pairs', { signal });
    return namesOf(keyPairs);
  },
  snapshot: async ({ client, project }, signal) => {
    const path = { project_id: project.id };
    const { snapshots } = await client.call('get', '/volume/v3/{project_id}/snapshots', { path, query: PAGE, signal });
    return namesOf(snapshots);
  },
};

function namesOf(things: readonly { readonly name?: string | null }[]): string[] {
  return things.flatMap(({ name }) => (typeof name === 'string' && name !== '' ? [name] : []));
}
