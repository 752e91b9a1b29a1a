import { ChunkStoreError, type Assembly, type ChunkId, type StoredTree, type TreeRoot } from '@ingot/chunk-store';
import type { Caller } from '../../kernel/caller.ts';
import { hasCode, IngotError } from '../../kernel/errors.ts';
import type { ImageId } from '../../kernel/ids.ts';
import { contentOf, stagedContentOf, type Image } from '../image.ts';
import { findChangeable } from '../image-access.ts';
import type { ImageContext } from '../image-context.ts';
import type { ImageUpload } from '../image-store.ts';
import { fillImage } from '../imports/begin-import.ts';
import { uploadEnd, uploadHeld, type HeldUpload } from '../image-uploads.ts';
import { fromChunkStore, storageWork } from '../storage-errors.ts';
import { adoptTree, inspectTree, requireFormats } from '../trees/tree-content.ts';
import { failUpload } from '../upload-failure.ts';
import { heldPush } from './held-push.ts';

/** Parts looked up at a time. */
const PARTS_AT_A_TIME = 100;
/** Chunks looked up at a time, or up to a page of them more. */
const IDS_AT_A_TIME = 4096;

/** Makes one content of all parts, and the image active with it. @throws IngotError; see `Images.pushFinish`. */
export async function finishPush(
  context: ImageContext,
  caller: Caller,
  id: ImageId,
  root: TreeRoot | null,
): Promise<Image> {
  const found = await findPush(context, caller, id, root);
  if ('finished' in found) return found.finished;
  const { upload, image } = found;
  const assembly = await storageWork(context.chunks.assemble());
  try {
    const partBytes = await joinParts(context, upload, assembly);
    const tree = await assembly.finish();
    if (root !== null && tree.root !== root) throw otherContent(tree.root, root);
    const virtualSize = await inspectTree(context, tree, requireFormats(image));
    await commit(context, caller, upload, { ...tree, newBytes: partBytes + tree.newBytes }, virtualSize);
  } catch (error) {
    const refusal = fromChunkStore(error);
    // What came is not what it has to be, and will not become so: else the push stays as it is, to be finished later.
    const isHopeless = hasCode(refusal, 'invalid') || hasCode(refusal, 'content-refused');
    throw isHopeless ? await failUpload(context, upload, refusal) : refusal;
  } finally {
    // After a success it only ends the lease: the image refers to the tree.
    await assembly.abort();
  }
  return (await context.store.imageFind(id)) ?? image;
}

/** The push, or the image that it has made: an answer may have been lost. */
function findPush(
  { store }: ImageContext,
  caller: Caller,
  id: ImageId,
  root: TreeRoot | null,
): Promise<HeldUpload | { readonly finished: Image }> {
  return store.transaction(async (tx) => {
    const image = await findChangeable(tx, caller, id);
    const content = contentOf(image) ?? stagedContentOf(image);
    if (root !== null && content?.root === root) return { finished: image };
    return heldPush(tx, caller, id);
  });
}

/** Puts the parts end to end. @returns the stored bytes that they have added. @throws IngotError `conflict` when one is missing. */
async function joinParts({ store, chunks }: ImageContext, upload: ImageUpload, assembly: Assembly): Promise<number> {
  const size = upload.reservedBytes;
  const unsure: ChunkId[] = [];
  let newBytes = 0;
  for (let after = -1; ;) {
    const parts = await store.pushParts(upload.imageId, after, PARTS_AT_A_TIME);
    // They are there until the push ends, which `commit` finds out.
    await storageWork(assembly.hold(parts.map(({ root }) => root)));
    for (const part of parts) {
      if (part.start !== assembly.size) throw incomplete(assembly.size);
      const reader = await chunks.open(part.root);
      for await (const run of reader.runs()) {
        if (run.kind === 'zero') await assembly.zeros(run.length);
        else {
          await assembly.share(run.ids, run.length);
          unsure.push(...run.ids);
          if (unsure.length >= IDS_AT_A_TIME) await requireStored(chunks, unsure.splice(0));
        }
      }
      newBytes += part.newBytes;
      after = part.start;
    }
    if (parts.length === 0) break;
  }
  if (assembly.size !== size) throw incomplete(assembly.size);
  await requireStored(chunks, unsure);
  return newBytes;
}

async function commit(
  context: ImageContext,
  caller: Caller,
  claim: ImageUpload,
  tree: StoredTree,
  virtualSize: number,
): Promise<void> {
  const { store, wakeJobs } = context;
  await store.transaction(async (tx) => {
    const { image } = await uploadHeld(tx, claim);
    const content = await adoptTree(context, tx, tree, virtualSize);
    await uploadEnd(tx, image.id);
    // What was set aside covers it.
    await fillImage(context, tx, caller, image, content);
  });
  wakeJobs();
}

/** What a source has lost must not be passed on: whoever pushes may have it. @throws IngotError `corrupt`. */
async function requireStored(chunks: ImageContext['chunks'], ids: readonly ChunkId[]): Promise<void> {
  const absent = await storageWork(chunks.findAbsent(ids));
  if (absent !== null) throw fromChunkStore(new ChunkStoreError('missing', `chunk ${absent} is not in the store`));
}

function incomplete(end: number): IngotError {
  return new IngotError('conflict', `The part at byte ${end} has not come yet: ask what is missing.`);
}

function otherContent(made: TreeRoot, wanted: TreeRoot): IngotError {
  return new IngotError('invalid', `The parts make the content ${made} and not ${wanted}: push the image again.`);
}
