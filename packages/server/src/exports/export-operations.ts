import { isChunkStoreError, type TreeRoot } from '@ingot/chunk-store';
import type { Image } from '../images/index.ts';
import { isAdmin, isMemberOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { newJobId, type ImageId } from '../kernel/ids.ts';
import type { ExportContext } from './export-context.ts';
import { fileName, isCompressed, type ExportFormat, type StreamedFormat } from './export-format.ts';
import { exportJob } from './export-job.ts';
import { exportedFile } from './exported-file.ts';
import type { Exports, OpenedExport } from './exports.ts';
import type { ImageExport } from './image-export.ts';
import { fromExport } from './refusals.ts';

/** Part of the tags of files: raised whenever a format is written otherwise. */
const WRITERS_VERSION = 1;
const SPOILT = 'The prepared file was damaged in the store; ask for it again.';
/** Between two notes that somebody has taken an export, in milliseconds. */
const TOUCH_EVERY = 3_600_000;

export function exportOperations(context: ExportContext): Exports {
  const { store, images, clock, wakeJobs, nudgeCollector } = context;

  /** @throws what a download throws. */
  const findReadable = async (caller: Caller, id: ImageId): Promise<Image> => {
    const { image, content } = await images.dataOpen(caller, id);
    if (!content) throw new IngotError('conflict', `Image ${id} has no data yet.`);
    return image;
  };

  return {
    exportOpen: async (caller, id, format) => {
      const image = await findReadable(caller, id);
      const prepared = await store.exportFind({ imageId: id, format });
      if (prepared && clock.now() - prepared.usedAt > TOUCH_EVERY) await store.exportTouch(prepared, clock.now());
      try {
        return isCompressed(format)
          ? await openArtefact(context, image, format, prepared)
          : await openStreamed(context, image, format, prepared);
      } catch (error) {
        throw fromExport(error);
      }
    },

    exportPrepare: async (caller, id, format) => {
      const image = await findReadable(caller, id);
      const view = await context.disks.of(image);
      if (view.kind === 'none') throw new IngotError('conflict', view.reason);
      const now = clock.now();
      const task = newJobId();
      const wanted: ImageExport = {
        imageId: id,
        format,
        projectId: caller.projectId,
        state: { status: 'preparing', task, done: 0, total: null },
        createdAt: now,
        updatedAt: now,
        usedAt: now,
      };
      const found = await store.exportRequest(wanted, exportJob(task, wanted, caller.userId));
      wakeJobs();
      return found;
    },

    exportGet: async (caller, id, format) => {
      await findReadable(caller, id);
      return (await store.exportFind({ imageId: id, format })) ?? notPrepared(id, format);
    },

    exportList: async (caller, id) => {
      await findReadable(caller, id);
      return store.exportList(id);
    },

    exportDelete: async (caller, id, format) => {
      const image = await findReadable(caller, id);
      const found = (await store.exportFind({ imageId: id, format })) ?? notPrepared(id, format);
      const isAsker = found.projectId !== null && isMemberOf(caller, found.projectId);
      if (!isAdmin(caller) && !isMemberOf(caller, image.ownerId) && !isAsker) {
        throw new IngotError('forbidden', `The project that owns image ${id} or asked for the export may give it up.`);
      }
      await store.exportDelete(found);
      nudgeCollector();
    },
  };
}

function notPrepared(id: ImageId, format: ExportFormat): never {
  throw new IngotError('not-found', `Nobody has asked for image ${id} as ${format}.`);
}

async function openArtefact(
  context: ExportContext,
  image: Image,
  format: ExportFormat,
  prepared: ImageExport | null,
): Promise<OpenedExport> {
  const state = prepared?.state;
  if (state?.status !== 'ready' || state.artefact === null) {
    const how = `POST {"format": "${format}"} to /api/v1/images/${image.id}/exports and wait until it is ready.`;
    throw new IngotError('conflict', `The compressed file has to be prepared first: ${how}`);
  }
  const { artefact, size, sha256 } = state;
  return watched(context, artefact, async () => {
    const reader = await context.chunks.open(artefact);
    return {
      name: fileName(image.name ?? image.id, format),
      size,
      tag: artefact,
      sha256,
      send: (sink, range) => mended(watched(context, artefact, () => reader.send(sink, range))),
    };
  });
}

/** Gives an artefact up that turns out to be damaged: nothing but making it again brings it back. */
async function watched<Result>(
  { store, log, clock, nudgeCollector }: ExportContext,
  artefact: TreeRoot,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (!isChunkStoreError(error, 'corrupt') && !isChunkStoreError(error, 'missing')) throw error;
    const exports = await store.artefactSpoil(artefact, SPOILT, clock.now());
    if (exports > 0) {
      log.warn({ tree: artefact, exports, err: error }, 'a prepared file is damaged, and was given up');
      nudgeCollector();
    }
    throw error;
  }
}

async function openStreamed(
  { chunks, disks, layouts }: ExportContext,
  image: Image,
  format: StreamedFormat,
  prepared: ImageExport | null,
): Promise<OpenedExport> {
  const disk = await disks.of(image);
  if (disk.kind === 'none' || disk.kind === 'failed') throw new IngotError('conflict', disk.reason);
  if (disk.kind !== 'ready') {
    const how = `POST {"format": "${format}"} to /api/v1/images/${image.id}/exports and wait until it is ready.`;
    throw new IngotError('conflict', `The disk has to be taken out of the ${image.diskFormat} file first: ${how}`);
  }
  const file = await exportedFile(layouts, await chunks.open(disk.root), format);
  return {
    name: fileName(image.name ?? image.id, format),
    size: file.size,
    tag: `${disk.root}-${format}-${WRITERS_VERSION}`,
    sha256: prepared?.state.status === 'ready' ? prepared.state.sha256 : null,
    send: (sink, { offset, length, signal }) => mended(file.read(offset, length, sink, signal)),
  };
}

async function mended(sending: Promise<void>): Promise<void> {
  try {
    await sending;
  } catch (error) {
    throw fromExport(error);
  }
}
