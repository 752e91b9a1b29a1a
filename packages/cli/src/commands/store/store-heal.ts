import { defineCommand } from '../../command/command.ts';
import { startRun } from './start-run.ts';

export const storeHeal = defineCommand({
  arguments: [],
  options: { wait: { kind: 'flag', help: 'option.wait' } },
  run: async ({ options: { wait } }, context) => startRun({ kind: 'heal' }, wait, context),
});
