import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { bytes, type Column, record, time } from '../../output/output.ts';
import { projectId } from '../project-id.ts';

type Storage = Answer<'get', '/api/v1/projects/{id}/storage'>;

const FIELDS: readonly Column<Storage>[] = [
  { label: 'column.image-bytes', of: ({ logicalBytes }) => bytes(logicalBytes) },
  { label: 'column.trash-bytes', of: ({ trashLogicalBytes }) => bytes(trashLogicalBytes) },
  { label: 'column.snapshot-bytes', of: ({ snapshotLogicalBytes }) => bytes(snapshotLogicalBytes) },
  { label: 'column.stored', of: ({ storedBytes }) => bytes(storedBytes) },
  { label: 'column.stored-for-disks', of: ({ disksStoredBytes }) => bytes(disksStoredBytes) },
  { label: 'column.freed-by-deleting', of: ({ acrossProjects }) => bytes(acrossProjects?.uniqueBytes) },
  { label: 'column.measured', of: ({ measuredAt }) => time(measuredAt) },
];

export const storeAccount = defineCommand({
  arguments: [{ name: 'project', optional: true, help: 'argument.project-id' }],
  options: {},
  notes: 'store-account.notes',
  run: async ({ arguments: { project: named } }, context) => {
    const other = named === undefined ? null : projectId(named);
    const { client, project } = await context.access();
    const path = { id: other ?? project.id };
    return record(await client.call('get', '/api/v1/projects/{id}/storage', { path }), FIELDS);
  },
});
