import { pages, type Answer, type ApiClient } from '@ingot/client';
import { onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';

export type MachineSnapshot = Answer<'get', '/api/v1/machine-snapshots/{id}'>;

/** The snapshots of a machine, asked for page by page as they are taken; the newest first. @param id of the machine */
export function snapshotsOf(client: ApiClient, id: string): AsyncIterable<MachineSnapshot> {
  return pages(async ({ marker }) => {
    const query = { limit: 200, ...(marker !== undefined && { marker }) };
    const { snapshots, nextMarker } = await client.call('get', '/api/v1/machines/{id}/snapshots', {
      path: { id },
      query,
    });
    return { items: snapshots, next: nextMarker };
  });
}

/**
 * The snapshot of this id or name among those of a machine.
 *
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export function findMachineSnapshot(client: ApiClient, machine: string, nameOrId: string): Promise<MachineSnapshot> {
  const unknown = message('machine-snapshot.unknown', { name: nameOrId });
  return onlyOne(matching(snapshotsOf(client, machine), nameOrId), nameOrId, unknown);
}

async function* matching(all: AsyncIterable<MachineSnapshot>, nameOrId: string): AsyncIterable<MachineSnapshot> {
  for await (const snapshot of all) {
    if (snapshot.id === nameOrId || snapshot.name === nameOrId) yield snapshot;
  }
}
