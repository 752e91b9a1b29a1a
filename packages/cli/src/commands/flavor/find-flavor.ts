import type { ApiClient } from '@ingot/client';
import { onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';
import type { Flavor } from './flavor-columns.ts';

/**
 * The flavor of this id or name; one of the project hides one of everybody's with the same name.
 *
 * @param project whose flavors are meant; the caller's own unless given.
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export async function findFlavor(client: ApiClient, nameOrId: string, project?: string): Promise<Flavor> {
  const query = { ...(project !== undefined && { project }) };
  const { flavors } = await client.call('get', '/api/v1/flavors', { query });
  const matching = flavors.filter(({ id, name }) => id === nameOrId || name === nameOrId);
  const own = matching.filter(({ projectId }) => projectId !== null);
  return onlyOne(own.length > 0 ? own : matching, nameOrId, message('flavor.unknown', { name: nameOrId }));
}
