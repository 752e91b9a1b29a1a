import { defineCommand } from '../../command/command.ts';
import { startRun } from './start-run.ts';

export const storeMeasure = defineCommand({
  arguments: [],
  options: { wait: { kind: 'flag', help: 'option.wait' } },
  run: async ({ options: { wait } }, context) => startRun({ kind: 'accounting' }, wait, context),
});
