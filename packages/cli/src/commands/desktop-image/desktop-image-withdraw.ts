import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findPool } from '../pool/find-pool.ts';
import { POOL_ARGUMENT } from '../pool/pool-argument.ts';
import { DESKTOP_IMAGE_ARGUMENT } from './desktop-image-argument.ts';
import { findDesktopImage } from './find-desktop-image.ts';

export const desktopImageWithdraw = defineCommand({
  arguments: [DESKTOP_IMAGE_ARGUMENT, POOL_ARGUMENT],
  options: {},
  notes: 'desktop-image-withdraw.notes',
  run: async ({ arguments: { image, pool: nameOrId } }, context) => {
    const { client } = await context.access();
    const { id } = await findDesktopImage(client, image);
    const pool = await findPool(client, nameOrId);
    const path = { id, pool: pool.id };
    await client.call('delete', '/api/v1/desktop-images/{id}/artefacts/{pool}', { path });
    return done(message('desktop-image.withdrawn', { id, pool: pool.name }), { id, poolId: pool.id });
  },
});
