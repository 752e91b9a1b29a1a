import { IngotError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/caller.ts';
import type { ImageId } from '../../kernel/ids.ts';
import { findChangeable } from '../image-access.ts';
import { imageCan } from '../image-actions.ts';
import type { ImageContext } from '../image-context.ts';
import { formatsOf } from '../image-inspection.ts';
import { checkSize } from '../image-intake.ts';
import type { ImageStore, ImageTransaction, ImageUpload } from '../image-store.ts';
import { uploadBegin } from '../image-uploads.ts';
import type { Images } from '../images.ts';
import { withoutImport } from '../imports/import-properties.ts';
import { requeue } from '../upload-failure.ts';
import { finishPush } from './finish-push.ts';
import { heldPush } from './held-push.ts';
import { ANY_PROCESS, PUSH_LIFETIME, PushProgress, type Push } from './push.ts';
import { takePart } from './take-part.ts';

type PushOperations = Pick<Images, 'pushBegin' | 'pushGet' | 'pushPart' | 'pushFinish' | 'pushCancel'>;

/** Parts looked up at a time. */
const PARTS_AT_A_TIME = 1000;

/** Taking the bytes of images in parts. */
export function pushOperations(context: ImageContext, dataOpen: Images['dataOpen']): PushOperations {
  const { store, clock, nudgeCollector } = context;
  return {
    pushBegin: async (caller, id, size) => {
      const claim = await store.transaction(async (tx) => {
        const image = await findChangeable(tx, caller, id);
        const upload = await tx.uploadFind(id);
        if (upload?.process === ANY_PROCESS) return goOn(upload, size);
        return beginPush(context, tx, image, size);
      });
      return describe(store, claim);
    },

    pushGet: async (caller, id) => {
      const { upload } = await store.transaction((tx) => heldPush(tx, caller, id));
      return describe(store, upload);
    },

    pushPart: (caller, id, part) => takePart(context, dataOpen, caller, id, part),
    pushFinish: (caller, id, root) => finishPush(context, caller, id, root),

    pushCancel: async (caller: Caller, id: ImageId) => {
      await store.transaction(async (tx) => {
        await heldPush(tx, caller, id);
        await requeue(tx, { imageId: id }, 'The push was cancelled.', clock.now());
      });
      nudgeCollector();
    },
  };
}

async function beginPush(
  context: ImageContext,
  tx: ImageTransaction,
  image: Awaited<ReturnType<typeof findChangeable>>,
  size: number,
): Promise<ImageUpload> {
  const now = context.clock.now();
  if (!imageCan('upload', image)) {
    throw new IngotError(
      'conflict',
      `Image ${image.id} is ${image.state.status}; it can be pushed only while it is queued.`,
    );
  }
  if (!formatsOf(image)) {
    throw new IngotError('invalid', 'Set the properties disk_format and container_format before sending data.');
  }
  if (size === 0) throw new IngotError('invalid', 'There is nothing to push: upload an empty file.');
  checkSize(0, size, context.settings.maxSize);
  const holder = { process: ANY_PROCESS, leaseUntil: now + PUSH_LIFETIME };
  const claim = await uploadBegin(context, tx, image, size, holder);
  const properties = withoutImport(image.properties);
  await tx.imageWrite({ ...image, properties, state: { status: 'saving' }, updatedAt: now }, image);
  return claim;
}

function goOn(upload: ImageUpload, size: number): ImageUpload {
  if (upload.reservedBytes === size) return upload;
  throw new IngotError(
    'conflict',
    `A push of ${upload.reservedBytes} bytes to image ${upload.imageId} is under way: finish it, or cancel it first.`,
  );
}

async function describe(store: ImageStore, { imageId, reservedBytes: size, leaseUntil }: ImageUpload): Promise<Push> {
  const progress = new PushProgress(size);
  for (let after = -1; ;) {
    const parts = await store.pushParts(imageId, after, PARTS_AT_A_TIME);
    for (const part of parts) progress.add(part);
    const last = parts.at(-1);
    if (!last) break;
    after = last.start;
  }
  progress.finish();
  return { size, received: progress.received, missing: progress.missing, expiresAt: leaseUntil };
}
