import type { Ingested } from '@ingot/chunk-store';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import { contentOf, type Image, type ImageContent, type ImageState } from './image.ts';
import { findChangeable, findVisible } from './image-access.ts';
import { imageCan } from './image-actions.ts';
import type { ImageContext } from './image-context.ts';
import { formatsOf, inspectContent, type Formats } from './image-inspection.ts';
import { checkSize, takeIn } from './image-intake.ts';
import { mayDownload, mayReadDeactivated } from './image-policy.ts';
import { STORE_NAMES } from './image-settings.ts';
import type { ImageTransaction, ImageUpload } from './image-store.ts';
import { requireSafe, uploadBegin, uploadEnd, uploadHeld } from './image-uploads.ts';
import type { Images, Upload } from './images.ts';
import { fillImage } from './imports/begin-import.ts';
import { withoutImport } from './imports/import-properties.ts';
import { contentReader } from './content-reader.ts';
import { fromChunkStore } from './storage-errors.ts';
import { requireNotObsolete } from './families/deprecation-state.ts';
import { failUpload } from './upload-failure.ts';

type Data = Pick<Images, 'dataUpload' | 'dataStage' | 'dataOpen' | 'dataOpenForDisk'>;

/** The bytes of images: in, and out. */
export function dataOperations(context: ImageContext): Data {
  const open: Data['dataOpen'] = async (caller, id) => {
    const { image, membership } = await findVisible(context.store, caller, id);
    if (!mayDownload(caller, image, membership)) {
      throw new IngotError('forbidden', `Reading the data of image ${id} takes the role member.`);
    }
    if (image.state.status === 'deactivated' && !mayReadDeactivated(caller)) {
      throw new IngotError('forbidden', `Image ${id} is deactivated: its data cannot be read.`);
    }
    const content = contentOf(image);
    if (!content) return { image, content: null, reader: null };
    try {
      return { image, content, reader: contentReader(await context.chunks.open(content.root)) };
    } catch (error) {
      throw fromChunkStore(error);
    }
  };
  return {
    dataUpload: async (caller, id, upload) => {
      const { claim, formats } = await claimImage(context, caller, id, upload, { status: 'saving' });
      if (!formats) throw new Error('an upload was begun without formats');
      await transfer(context, claim, upload, formats, async (ingested) => {
        const virtualSize = await inspectContent(await context.chunks.open(ingested.root), formats);
        await commit(context, claim, ingested, (tx, image) =>
          fillImage(context, tx, caller, image, { ...contentFrom(ingested), virtualSize }),
        );
      });
    },

    dataStage: async (caller, id, upload) => {
      const { claim } = await claimImage(context, caller, id, upload, { status: 'uploading', staged: null });
      // What they are is asked at the import: until then the formats may not even be set.
      await transfer(context, claim, upload, null, (ingested) =>
        commit(context, claim, ingested, async (tx, image) => {
          const staged = contentFrom(ingested);
          await tx.usageAdd(image.ownerId, { stagedBytes: staged.size }, null);
          const state: ImageState = { status: 'uploading', staged };
          await tx.imageWrite({ ...image, state, updatedAt: context.clock.now() }, image);
        }),
      );
    },

    dataOpen: open,

    dataOpenForDisk: async (caller, id) => {
      const opened = await open(caller, id);
      requireNotObsolete(opened.image, context.clock.now());
      return opened;
    },
  };
}

/** Takes the image for one writer, with quota for what is known to come. */
function claimImage(
  context: ImageContext,
  caller: Caller,
  id: ImageId,
  { declaredSize, store }: Upload,
  state: Extract<ImageState, { status: 'saving' | 'uploading' }>,
): Promise<{ claim: ImageUpload; formats: Formats | null }> {
  return context.store.transaction(async (tx) => {
    const image = await findChangeable(tx, caller, id);
    if (store !== null && !STORE_NAMES.some((name) => name === store)) {
      throw new IngotError('invalid', `There is no store ${store}.`);
    }
    if (!imageCan(state.status === 'saving' ? 'upload' : 'stage', image)) {
      throw new IngotError(
        'conflict',
        `Image ${id} is ${image.state.status}; data can be sent only while it is queued.`,
      );
    }
    const formats = formatsOf(image);
    if (state.status === 'saving' && !formats) {
      throw new IngotError('invalid', 'Set the properties disk_format and container_format before sending data.');
    }
    checkSize(0, declaredSize, context.settings.maxSize);
    const claim = await uploadBegin(context, tx, image, declaredSize ?? 0);
    const properties = withoutImport(image.properties);
    await tx.imageWrite({ ...image, properties, state, updatedAt: context.clock.now() }, image);
    return { claim, formats };
  });
}

async function transfer(
  context: ImageContext,
  upload: ImageUpload,
  { declaredSize, ...incoming }: Upload,
  formats: Formats | null,
  finish: (ingested: Ingested) => Promise<void>,
): Promise<void> {
  try {
    await takeIn(context, { upload, ...incoming, declaredSize, formats }, finish);
  } catch (error) {
    throw await failUpload(context, upload, error);
  }
}

/** The virtual size is what is seen of it so far: the bytes themselves. */
function contentFrom({ root, size, md5, sha512, newBytes }: Ingested): ImageContent {
  return { root, size, virtualSize: size, checksums: { md5, sha512 }, newBytes };
}

/**
 * One transaction from "on its way" to "there", by the claim: whoever lost that changes nothing.
 *
 * @param fill has what was set aside for it.
 */
async function commit(
  { store, wakeJobs }: ImageContext,
  claim: ImageUpload,
  ingested: Ingested,
  fill: (tx: ImageTransaction, image: Image) => Promise<void>,
): Promise<void> {
  await store.transaction(async (tx) => {
    const { image } = await uploadHeld(tx, claim);
    await requireSafe(tx, ingested);
    await uploadEnd(tx, image.id);
    await fill(tx, image);
  });
  wakeJobs();
}
