import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { findPool } from '../pool/find-pool.ts';
import { DESKTOP_IMAGE_COLUMNS } from './desktop-image-columns.ts';
import { desktopImagesOf, findDesktopImage } from './find-desktop-image.ts';

export const desktopImageList = defineCommand({
  arguments: [],
  options: {
    pool: { kind: 'text', value: 'POOL', help: 'desktop-image-list.pool', complete: 'pool' },
    parent: { kind: 'text', value: 'IMAGE', help: 'desktop-image-list.parent', complete: 'desktop-image' },
    'all-projects': { kind: 'flag', help: 'option.all-projects' },
  },
  run: async ({ options: { pool, parent, 'all-projects': allProjects } }, context) => {
    const { client } = await context.access();
    const filters = {
      ...(pool !== undefined && { pool: (await findPool(client, pool)).id }),
      ...(parent !== undefined && { parent: (await findDesktopImage(client, parent)).id }),
      ...(allProjects && { allProjects }),
    };
    return list(desktopImagesOf(client, filters), DESKTOP_IMAGE_COLUMNS);
  },
});
