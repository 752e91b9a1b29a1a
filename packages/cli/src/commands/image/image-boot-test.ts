import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findImage } from './find-image.ts';
import { settledReport } from './settled-report.ts';

export const imageBootTest = defineCommand({
  arguments: [{ name: 'image', help: 'argument.image', complete: 'image' }],
  options: { wait: { kind: 'flag', help: 'image-boot-test.wait' } },
  notes: 'image-boot-test.notes',
  run: async ({ arguments: { image: nameOrId }, options: { wait } }, context) => {
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const report = await client.call('post', '/api/v1/images/{id}/boot-tests', { path: { id: image.id } });
    if (!wait) return done(message('image-boot-test.requested', { id: report.id }), report);
    const meter = context.progress.begin(message('progress.booting', { name: image.name ?? image.id }), null);
    try {
      return await settledReport(client, report.id, context);
    } finally {
      meter.end();
    }
  },
});
