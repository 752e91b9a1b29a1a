import { defineCommand } from '../../command/command.ts';
import { usesRecord } from '../volume/disk-uses.ts';
import { findSnapshot } from './find-snapshot.ts';

export const snapshotWhereUsed = defineCommand({
  arguments: [{ name: 'snapshot', help: 'argument.snapshot', complete: 'snapshot' }],
  options: {},
  run: async ({ arguments: { snapshot } }, context) => {
    const access = await context.access();
    const { id } = await findSnapshot(access, snapshot);
    return usesRecord(await access.client.call('get', '/api/v1/snapshots/{id}/uses', { path: { id } }));
  },
});
