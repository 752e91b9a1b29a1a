import { defineCommand } from '../../command/command.ts';
import { findPool } from '../pool/find-pool.ts';
import { POOL_ARGUMENT } from '../pool/pool-argument.ts';
import { begunPublication, NO_WAIT } from '../publication/begun-publication.ts';
import { DESKTOP_IMAGE_ARGUMENT } from './desktop-image-argument.ts';
import { findDesktopImage } from './find-desktop-image.ts';

export const desktopImageDeploy = defineCommand({
  arguments: [DESKTOP_IMAGE_ARGUMENT, POOL_ARGUMENT],
  options: NO_WAIT,
  run: async ({ arguments: { image, pool }, options }, context) => {
    const { client } = await context.access();
    const { id } = await findDesktopImage(client, image);
    const body = { poolId: (await findPool(client, pool)).id };
    const begun = await client.call('post', '/api/v1/desktop-images/{id}/artefacts', { path: { id }, body });
    return begunPublication(begun, options, context);
  },
});
