import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { message } from '../../messages/message.ts';
import { findImage } from './find-image.ts';
import { imageDiffRecord } from './image-diff-record.ts';

export const imageDiff = defineCommand({
  arguments: [
    { name: 'before', help: 'argument.image', complete: 'image' },
    { name: 'after', help: 'argument.image', complete: 'image' },
  ],
  options: {
    packages: { kind: 'flag', help: 'image-diff.packages' },
    files: { kind: 'flag', help: 'image-diff.files' },
  },
  notes: 'image-diff.notes',
  run: async ({ arguments: names, options }, context) => {
    const { client } = await context.access();
    const before = await findImage(client, names.before);
    const after = await findImage(client, names.after);
    const meter = context.progress.begin(message('progress.comparing', { name: after.name ?? after.id }), null);
    try {
      const { id } = await client.call('post', '/api/v1/images/{id}/diffs', {
        path: { id: before.id },
        body: { with: after.id },
      });
      const diff = await waitUntil(
        () => client.call('get', '/api/v1/diffs/{id}', { path: { id } }),
        ({ status }) => status !== 'waiting' && status !== 'running',
        context.signal,
      );
      if (diff.found !== null) return imageDiffRecord({ ...diff, found: diff.found }, options);
      const reason = diff.failure ?? diff.status;
      throw new CommandError(EXIT.failed, message('image-diff.failed', { reason }));
    } finally {
      meter.end();
    }
  },
});
