import { defineCommand } from '../../command/command.ts';
import { downloadFile } from '../../image-data/download-file.ts';
import { requireNew } from '../../image-data/new-file.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findImage } from './find-image.ts';

export const imageDownload = defineCommand({
  arguments: [
    { name: 'image', help: 'argument.image', complete: 'image' },
    { name: 'file', help: 'image-download.file', complete: 'file' },
  ],
  options: { force: { kind: 'flag', help: 'option.force' } },
  run: async ({ arguments: { image: nameOrId, file }, options: { force } }, context) => {
    await requireNew(file, force);
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const meter = context.progress.begin(message('progress.downloading', { name: image.name ?? image.id }), image.size);
    const options = { signal: context.signal, received: (bytes: number) => meter.add(bytes) };
    await downloadFile(client, image, file, options).finally(() => meter.end());
    return done(message('image.downloaded', { id: image.id, file }), { id: image.id, file, size: image.size });
  },
});
