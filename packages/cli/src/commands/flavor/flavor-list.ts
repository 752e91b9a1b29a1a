import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { ARCHITECTURES, DESKTOP_TYPES, FLAVOR_COLUMNS } from './flavor-columns.ts';

export const flavorList = defineCommand({
  arguments: [],
  options: {
    type: { kind: 'choice', choices: DESKTOP_TYPES, help: 'flavor-list.type' },
    architecture: { kind: 'choice', choices: ARCHITECTURES, help: 'flavor-list.architecture' },
  },
  run: async ({ options: { type, architecture } }, context) => {
    const { client } = await context.access();
    const query = {
      ...(type !== undefined && { desktopType: type }),
      ...(architecture !== undefined && { architecture }),
    };
    const { flavors } = await client.call('get', '/api/v1/flavors', { query });
    return list(flavors, FLAVOR_COLUMNS);
  },
});
