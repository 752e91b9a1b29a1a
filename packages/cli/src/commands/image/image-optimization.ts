import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { record, type Column } from '../../output/output.ts';
import { findImage } from './find-image.ts';

type Optimization = Answer<'get', '/api/v1/images/{id}/optimization'>;

const FIELDS: readonly Column<Optimization>[] = [
  { label: 'column.optimized', of: ({ optimized }) => optimized },
  { label: 'column.layer', of: ({ layer }) => layer },
];

export const imageOptimization = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: {},
  notes: 'image-optimization.notes',
  run: async ({ arguments: { image: nameOrId } }, context) => {
    const { client } = await context.access();
    const { id } = await findImage(client, nameOrId);
    return record(await client.call('get', '/api/v1/images/{id}/optimization', { path: { id } }), FIELDS);
  },
});
