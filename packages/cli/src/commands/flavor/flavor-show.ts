import { defineCommand } from '../../command/command.ts';
import { findFlavor } from './find-flavor.ts';
import { flavorRecord } from './flavor-columns.ts';

export const flavorShow = defineCommand({
  arguments: [{ name: 'flavor', help: 'argument.flavor', complete: 'flavor' }],
  options: {},
  run: async ({ arguments: { flavor } }, context) => {
    const { client } = await context.access();
    return flavorRecord(await findFlavor(client, flavor));
  },
});
