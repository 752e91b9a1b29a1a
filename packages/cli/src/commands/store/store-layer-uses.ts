import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { type Column, list } from '../../output/output.ts';

type Uses = Answer<'get', '/api/v1/layers/{root}/uses'>;
type User = Uses['volumes'][number] & { readonly kind: 'volume' | 'image' };

const COLUMNS: readonly Column<User>[] = [
  { label: 'column.kind', of: ({ kind }) => kind },
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.owner', of: ({ projectId }) => projectId },
];

export const storeLayerUses = defineCommand({
  arguments: [{ name: 'root', help: 'argument.root' }],
  options: {},
  run: async ({ arguments: { root } }, context) => {
    const { client } = await context.access();
    const { volumes, images } = await client.call('get', '/api/v1/layers/{root}/uses', { path: { root } });
    const users = [
      ...volumes.map((user): User => ({ kind: 'volume', ...user })),
      ...images.map((user): User => ({ kind: 'image', ...user })),
    ];
    return list(users, COLUMNS);
  },
});
