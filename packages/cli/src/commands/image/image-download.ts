import { access } from 'node:fs/promises';
import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { downloadFile } from '../../image-data/download-file.ts';
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
    if (!force && (await exists(file))) {
      throw new CommandError(EXIT.conflict, message('file.exists', { file }), { hint: message('hint.force') });
    }
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const meter = context.progress.begin(message('progress.downloading', { name: image.name ?? image.id }), image.size);
    const options = { signal: context.signal, received: (bytes: number) => meter.add(bytes) };
    await downloadFile(client, image, file, options).finally(() => meter.end());
    return done(message('image.downloaded', { id: image.id, file }), { id: image.id, file, size: image.size });
  },
});

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
