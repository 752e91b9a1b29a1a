import { defineCommand } from '../../command/command.ts';
import { startRun } from './start-run.ts';

export const storeScrub = defineCommand({
  arguments: [],
  options: { wait: { kind: 'flag', help: 'option.wait' } },
  run: async ({ options: { wait } }, context) => startRun({ kind: 'scrub' }, wait, context),
});
