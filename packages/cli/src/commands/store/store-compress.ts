import { defineCommand } from '../../command/command.ts';
import { startRun } from './start-run.ts';

export const storeCompress = defineCommand({
  arguments: [],
  options: {
    'unused-for': { kind: 'integer', value: 'SECONDS', help: 'store-compress.unused-for' },
    wait: { kind: 'flag', help: 'option.wait' },
  },
  run: async ({ options: { 'unused-for': unusedFor, wait } }, context) =>
    startRun({ kind: 'compression', ...(unusedFor !== undefined && { unusedFor }) }, wait, context),
});
