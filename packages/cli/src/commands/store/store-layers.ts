import { pages, type Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { bytes, type Column, list, time } from '../../output/output.ts';

type Layer = Answer<'get', '/api/v1/layers'>['layers'][number];

const COLUMNS: readonly Column<Layer>[] = [
  { label: 'column.root', of: ({ root }) => root },
  { label: 'column.stored', of: (layer) => bytes(layer.bytes) },
  { label: 'column.used', of: ({ usedAt }) => time(usedAt) },
  { label: 'column.evictable', of: ({ evictable }) => evictable },
];

export const storeLayers = defineCommand({
  arguments: [],
  options: {},
  run: async (_input, context) => {
    const { client } = await context.access();
    const layers = pages(async (query) => {
      const page = await client.call('get', '/api/v1/layers', { query });
      return { items: page.layers, next: page.nextMarker };
    });
    return list(layers, COLUMNS);
  },
});
