import { defineCommand } from '../../command/command.ts';
import { record } from '../../output/output.ts';
import { KEY_PAIR_COLUMNS } from './key-pair-columns.ts';

export const keyPairShow = defineCommand({
  arguments: [{ name: 'key-pair', help: 'argument.key-pair', complete: 'key-pair' }],
  options: {},
  run: async ({ arguments: { 'key-pair': name } }, context) => {
    const { client } = await context.access();
    const keyPair = await client.call('get', '/api/v1/key-pairs/{name}', { path: { name } });
    return record(keyPair, [...KEY_PAIR_COLUMNS, { label: 'column.public-key', of: ({ publicKey }) => publicKey }]);
  },
});
