import { pages, type Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import type { Access } from '../../command/context.ts';
import { type Column, list, time } from '../../output/output.ts';

type Client = Access['client'];
type DamagedImage = Answer<'get', '/api/v1/store/damaged-images'>['images'][number];
type DamagedDisk = Answer<'get', '/api/v1/store/damaged-disks'>['disks'][number];
/** `kind` says what it is; for an image `place` says what the bytes are to it. */
type Damaged = (DamagedImage & { readonly kind: 'image' }) | DamagedDisk;

const COLUMNS: readonly Column<Damaged>[] = [
  { label: 'column.kind', of: ({ kind }) => kind },
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.owner', of: ({ owner }) => owner },
  { label: 'column.place', of: (each) => ('place' in each ? each.place : null) },
  { label: 'column.chunks', of: ({ chunks }) => chunks },
  { label: 'column.pages', of: ({ pages: count }) => count },
  { label: 'column.checked', of: ({ checkedAt }) => time(checkedAt) },
];

export const storeDamaged = defineCommand({
  arguments: [],
  options: {},
  run: async (_input, context) => list(damaged((await context.access()).client), COLUMNS),
});

async function* damaged(client: Client): AsyncIterable<Damaged> {
  const images = pages(async (query) => {
    const page = await client.call('get', '/api/v1/store/damaged-images', { query });
    return { items: page.images, next: page.nextMarker };
  });
  for await (const image of images) yield { kind: 'image', ...image };
  yield* pages(async (query) => {
    const page = await client.call('get', '/api/v1/store/damaged-disks', { query });
    return { items: page.disks, next: page.nextMarker };
  });
}
