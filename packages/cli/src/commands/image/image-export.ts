import type { Answer, ApiClient, Image } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import type { CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { waitUntil } from '../../command/wait.ts';
import { DamagedExportError, downloadExport } from '../../image-data/export-file.ts';
import { requireNew } from '../../image-data/new-file.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { pull, WrongContentError } from '../../transfer/pull.ts';
import type { TransferProgress } from '../../transfer/transfer.ts';
import { findImage } from './find-image.ts';

type Export = Answer<'get', '/api/v1/images/{id}/exports/{format}'>;
type Format = Export['format'];

const FORMATS = ['raw', 'qcow2', 'vhd', 'vhd-fixed', 'vhdx', 'vmdk'] as const satisfies readonly Format[];
const COMPRESSED: Partial<Record<(typeof FORMATS)[number], Format>> = { qcow2: 'qcow2-zstd', vmdk: 'vmdk-stream' };

export const imageExport = defineCommand({
  arguments: [
    { name: 'image', help: 'argument.image', complete: 'image' },
    { name: 'file', help: 'image-download.file', complete: 'file' },
  ],
  options: {
    format: { kind: 'choice', choices: FORMATS, help: 'image-export.format' },
    compress: { kind: 'flag', help: 'image-export.compress' },
    force: { kind: 'flag', help: 'option.force' },
  },
  notes: 'image-export.notes',
  run: async (
    { arguments: { image: nameOrId, file }, options: { format: plain = 'qcow2', compress, force } },
    context,
  ) => {
    const format = compress ? COMPRESSED[plain] : plain;
    if (format === undefined) throw new CommandError(EXIT.usage, message('export.not-compressible', { format: plain }));
    await requireNew(file, force);
    const { client } = await context.access();
    const image = await findImage(client, nameOrId);
    const meter = context.progress.begin(message('progress.exporting', { name: image.name ?? image.id }), null);
    const progress = (received: number, total: number): void => meter.set(received, total);
    try {
      const size = await fetchFile({ client, image, file, format, progress }, context);
      return done(message('image.exported', { id: image.id, file }), { id: image.id, file, format, size });
    } catch (error) {
      if (!(error instanceof DamagedExportError || error instanceof WrongContentError)) throw error;
      throw new CommandError(EXIT.failed, message('export.damaged', { id: image.id }), { cause: error });
    } finally {
      meter.end();
    }
  },
});

interface Wanted {
  readonly client: ApiClient;
  readonly image: Image;
  readonly file: string;
  readonly format: Format;
  readonly progress: (done: number, total: number) => void;
}

/** @returns the size of the file in bytes. */
async function fetchFile({ client, image, file, format, progress }: Wanted, context: CommandContext): Promise<number> {
  const { signal } = context;
  const { id, disk_format: stored } = image;
  const isDisk = stored === 'raw' || stored === 'iso';
  if (format === 'raw' && isDisk) {
    // Chunk by chunk, so that zeros do not go over the wire.
    const tell = (state: TransferProgress): void => progress(state.done, state.total);
    return (await pull({ client, imageId: id, file, seeds: [], signal, progress: tell })).size;
  }
  const path = { id, format };
  const begun = await client.call('post', '/api/v1/images/{id}/exports', { path, body: { format } });
  // Where the file is made while it is sent, its checksum is made meanwhile.
  if (!isDisk || ['qcow2-zstd', 'vmdk-stream'].includes(format)) await prepared(client, path, begun, context);
  return downloadExport({
    client,
    path: `/api/v1/images/${id}/export?format=${format}`,
    file,
    signal,
    progress,
    sha256: async () => (await prepared(client, path, begun, context)).sha256 ?? '',
  });
}

/** Waits until a file, or its checksum, was made. @throws CommandError when that has failed */
async function prepared(
  client: ApiClient,
  path: { readonly id: string; readonly format: Format },
  begun: Export,
  { progress, signal }: CommandContext,
): Promise<Export> {
  if (begun.status === 'ready') return begun;
  const meter = progress.begin(message('progress.preparing', path), null);
  const ended = await waitUntil(
    async () => {
      const state = await client.call('get', '/api/v1/images/{id}/exports/{format}', { path });
      if (state.progress) meter.set(state.progress.done, state.progress.total);
      return state;
    },
    ({ status }) => status !== 'preparing',
    signal,
  ).finally(() => meter.end());
  if (ended.status === 'ready') return ended;
  throw new CommandError(EXIT.failed, message('export.failed', { ...path, reason: ended.failure ?? '' }));
}
