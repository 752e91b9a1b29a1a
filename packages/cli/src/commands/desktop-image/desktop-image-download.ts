import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { DamagedExportError, downloadExport } from '../../image-data/export-file.ts';
import { requireNew } from '../../image-data/new-file.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findPool } from '../pool/find-pool.ts';
import { DESKTOP_IMAGE_ARGUMENT } from './desktop-image-argument.ts';
import { findDesktopImage } from './find-desktop-image.ts';

export const desktopImageDownload = defineCommand({
  arguments: [DESKTOP_IMAGE_ARGUMENT, { name: 'file', help: 'image-download.file', complete: 'file' }],
  options: {
    pool: { kind: 'text', value: 'POOL', help: 'desktop-image-download.pool', complete: 'pool' },
    force: { kind: 'flag', help: 'option.force' },
  },
  notes: 'desktop-image-download.notes',
  run: async ({ arguments: { image: nameOrId, file }, options: { pool, force } }, context) => {
    await requireNew(file, force);
    const { client } = await context.access();
    const { id, name, poolId: own, artefacts } = await findDesktopImage(client, nameOrId);
    const poolId = pool === undefined ? own : (await findPool(client, pool)).id;
    const sha256 = artefacts.find((artefact) => artefact.poolId === poolId)?.sha256 ?? null;
    if (sha256 === null) throw new CommandError(EXIT.notFound, message('desktop-image.no-file', { id, pool: poolId }));
    const meter = context.progress.begin(message('progress.downloading', { name: name ?? id }), null);
    try {
      const size = await downloadExport({
        client,
        path: `/api/v1/desktop-images/${id}/file?pool=${poolId}`,
        file,
        signal: context.signal,
        progress: (received, total) => meter.set(received, total),
        sha256: () => Promise.resolve(sha256),
      });
      return done(message('desktop-image.downloaded', { id, file }), { id, file, size, sha256 });
    } catch (error) {
      if (!(error instanceof DamagedExportError)) throw error;
      throw new CommandError(EXIT.failed, message('export.damaged', { id }), { cause: error });
    } finally {
      meter.end();
    }
  },
});
