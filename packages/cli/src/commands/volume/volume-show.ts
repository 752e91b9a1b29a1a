import { defineCommand } from '../../command/command.ts';
import { findVolume } from './find-volume.ts';
import { volumeRecord } from './volume-columns.ts';

export const volumeShow = defineCommand({
  arguments: [{ name: 'volume', help: 'argument.volume', complete: 'volume' }],
  options: {},
  run: async ({ arguments: { volume } }, context) => volumeRecord(await findVolume(await context.access(), volume)),
});
