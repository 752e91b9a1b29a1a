import { pages, type ApiClient, type Answer } from '@ingot/client';
import { isId, onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';

export type Machine = Answer<'get', '/api/v1/machines/{id}'>;

/**
 * The machine of this id, or the only one of this name in the project.
 *
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export async function findMachine(client: ApiClient, nameOrId: string): Promise<Machine> {
  if (isId(nameOrId)) return client.call('get', '/api/v1/machines/{id}', { path: { id: nameOrId } });
  return onlyOne(machinesOf(client, { name: nameOrId }), nameOrId, message('machine.unknown', { name: nameOrId }));
}

export interface MachineFilters {
  readonly name?: string;
  readonly status?: Machine['status'];
}

/** The machines of the project that fit, asked for page by page as they are taken; the newest first. */
export function machinesOf(client: ApiClient, { name, status }: MachineFilters): AsyncIterable<Machine> {
  return pages(async ({ marker }) => {
    const openQuery = { ...(status !== undefined && { status }) };
    const query = { limit: 200, ...(name !== undefined && { name }), ...(marker !== undefined && { marker }) };
    const { machines, nextMarker } = await client.call('get', '/api/v1/machines', { query, openQuery });
    return { items: machines, next: nextMarker };
  });
}
