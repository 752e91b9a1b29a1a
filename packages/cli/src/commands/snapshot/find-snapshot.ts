import { snapshotGet, snapshotList, type Snapshot } from '@ingot/client';
import type { Access } from '../../command/context.ts';
import { isId, onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';

/**
 * The snapshot of this id, or the only one of this name in the project.
 *
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export async function findSnapshot({ client, project }: Access, nameOrId: string): Promise<Snapshot> {
  if (isId(nameOrId)) return snapshotGet(client, project.id, nameOrId);
  const named = snapshotList(client, project.id, { name: nameOrId });
  return onlyOne(named, nameOrId, message('snapshot.unknown', { name: nameOrId }));
}
