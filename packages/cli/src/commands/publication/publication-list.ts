import { pages, type ApiClient } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { findImage } from '../image/find-image.ts';
import { findMachine } from '../machine/find-machine.ts';
import { PUBLICATION_COLUMNS, type Publication } from './publication-columns.ts';

export const publicationList = defineCommand({
  arguments: [],
  options: {
    image: { kind: 'text', value: 'IMAGE', help: 'publication-list.image', complete: 'desktop-image' },
    machine: { kind: 'text', value: 'MACHINE', help: 'publication-list.machine', complete: 'machine' },
    'all-projects': { kind: 'flag', help: 'option.all-projects' },
  },
  run: async ({ options: { image, machine, 'all-projects': allProjects } }, context) => {
    const { client } = await context.access();
    const filters = {
      ...(image !== undefined && { image: (await findImage(client, image)).id }),
      ...(machine !== undefined && { machine: (await findMachine(client, machine)).id }),
      ...(allProjects && { allProjects }),
    };
    return list(publicationsOf(client, filters), PUBLICATION_COLUMNS);
  },
});

interface Filters {
  readonly image?: string;
  readonly machine?: string;
  readonly allProjects?: boolean;
}

/** Publications, asked for page by page as they are taken; the newest first. */
function publicationsOf(client: ApiClient, filters: Filters): AsyncIterable<Publication> {
  return pages(async ({ marker }) => {
    const query = { limit: 100, ...filters, ...(marker !== undefined && { marker }) };
    const { publications, nextMarker } = await client.call('get', '/api/v1/publications', { query });
    return { items: publications, next: nextMarker };
  });
}
