import { defineCommand } from '../../command/command.ts';
import { findSnapshot } from './find-snapshot.ts';
import { snapshotRecord } from './snapshot-columns.ts';

export const snapshotShow = defineCommand({
  arguments: [{ name: 'snapshot', help: 'argument.snapshot', complete: 'snapshot' }],
  options: {},
  run: async ({ arguments: { snapshot } }, context) =>
    snapshotRecord(await findSnapshot(await context.access(), snapshot)),
});
