import { defineCommand } from '../../command/command.ts';
import { startRun } from './start-run.ts';

export const storeGc = defineCommand({
  arguments: [],
  options: {
    'dry-run': { kind: 'flag', help: 'store-gc.dry-run' },
    'remove-strangers': { kind: 'flag', help: 'store-gc.remove-strangers' },
    wait: { kind: 'flag', help: 'option.wait' },
  },
  run: async ({ options: { 'dry-run': dryRun, 'remove-strangers': removeStrangers, wait } }, context) =>
    startRun({ kind: 'collection', dryRun, removeStrangers }, wait, context),
});
