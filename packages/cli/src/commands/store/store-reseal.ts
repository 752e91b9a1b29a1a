import { defineCommand } from '../../command/command.ts';
import { startRun } from './start-run.ts';

export const storeReseal = defineCommand({
  arguments: [],
  options: { wait: { kind: 'flag', help: 'option.wait' } },
  notes: 'store-reseal.notes',
  run: async ({ options: { wait } }, context) => startRun({ kind: 'reseal' }, wait, context),
});
