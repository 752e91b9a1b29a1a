import { stat } from 'node:fs/promises';
import { defineCommand } from '../command/command.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { formatSize } from '../command/size.ts';
import { message } from '../messages/message.ts';
import { done } from '../output/output.ts';
import { pull as pullFile, WrongContentError } from '../transfer/pull.ts';
import { findImage } from './image/find-image.ts';
import { hasSystemCode } from '../system-error.ts';

export const pull = defineCommand({
  arguments: [
    { name: 'image', help: 'argument.image', complete: 'image' },
    { name: 'file', help: 'pull.file', complete: 'file' },
  ],
  options: { seed: { kind: 'texts', value: 'FILE', help: 'pull.seed', complete: 'file' } },
  notes: 'pull.notes',
  run: async ({ arguments: { image: nameOrId, file }, options: { seed } }, context) => {
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const meter = context.progress.begin(message('progress.pulling', { name: image.name ?? image.id }), image.size);
    try {
      const { size, wire } = await pullFile({
        client,
        imageId: image.id,
        file,
        seeds: (await isFile(file)) ? [file, ...seed] : seed,
        signal: context.signal,
        progress: (state) => meter.set(state.done, state.total),
      });
      const told = message('pull.done', { id: image.id, file, received: formatSize(wire), size: formatSize(size) });
      return done(told, { id: image.id, file, size, received: wire });
    } catch (error) {
      if (!(error instanceof WrongContentError)) throw error;
      throw new CommandError(EXIT.failed, message('download.damaged', { id: image.id }), { cause: error });
    } finally {
      meter.end();
    }
  },
});

/** An older version in the place of the new one: what both have is not fetched. */
async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return false;
    throw error;
  }
}
