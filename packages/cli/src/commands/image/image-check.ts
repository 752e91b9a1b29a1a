import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { findImage } from './find-image.ts';
import { settledReport } from './settled-report.ts';

export const imageCheck = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: { profile: { kind: 'texts', value: 'PROFILE', help: 'image-check.profile' } },
  notes: 'image-check.notes',
  run: async ({ arguments: { image: nameOrId }, options: { profile } }, context) => {
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const meter = context.progress.begin(message('progress.checking', { name: image.name ?? image.id }), null);
    try {
      const { id } = await client.call('post', '/api/v1/images/{id}/reports', {
        path: { id: image.id },
        body: profile.length > 0 ? { profiles: [...profile] } : {},
      });
      return await settledReport(client, id, context);
    } finally {
      meter.end();
    }
  },
});
