import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { bytes, type Column, record } from '../../output/output.ts';
import { findImage } from './find-image.ts';

type Storage = Answer<'get', '/api/v1/images/{id}/storage'>;

const FIELDS: readonly Column<Storage>[] = [
  { label: 'column.size', of: ({ logicalBytes }) => bytes(logicalBytes) },
  { label: 'column.stored', of: ({ storedBytes }) => bytes(storedBytes) },
  { label: 'column.unique', of: ({ uniqueBytes }) => bytes(uniqueBytes) },
  { label: 'column.shared', of: ({ sharedBytes }) => bytes(sharedBytes) },
  { label: 'column.freed-by-deleting', of: ({ acrossProjects }) => bytes(acrossProjects?.uniqueBytes) },
  { label: 'column.measured', of: ({ measuredAt }) => (measuredAt === null ? null : new Date(measuredAt)) },
];

export const imageStorage = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  notes: 'image-storage.notes',
  run: async ({ arguments: { image: nameOrId } }, context) => {
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    return record(await client.call('get', '/api/v1/images/{id}/storage', { path: { id } }), FIELDS);
  },
});
