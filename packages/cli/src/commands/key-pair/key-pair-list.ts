import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { KEY_PAIR_COLUMNS } from './key-pair-columns.ts';

export const keyPairList = defineCommand({
  arguments: [],
  options: {},
  run: async (_, context) => {
    const { client } = await context.access();
    const { keyPairs } = await client.call('get', '/api/v1/key-pairs', {});
    return list(keyPairs, KEY_PAIR_COLUMNS);
  },
});
