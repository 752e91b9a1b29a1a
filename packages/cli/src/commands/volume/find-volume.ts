import { volumeGet, volumeList, type Volume } from '@ingot/client';
import type { Access } from '../../command/context.ts';
import { isId, onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';

/**
 * The volume of this id, or the only one of this name in the project.
 *
 * @throws CommandError `notFound`, or `conflict` when several have the name
 */
export async function findVolume({ client, project }: Access, nameOrId: string): Promise<Volume> {
  if (isId(nameOrId)) return volumeGet(client, project.id, nameOrId);
  const named = volumeList(client, project.id, { name: nameOrId });
  return onlyOne(named, nameOrId, message('volume.unknown', { name: nameOrId }));
}
