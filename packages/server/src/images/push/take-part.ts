import { InstructionError, readInstructions, type Assembly } from '@ingot/chunk-store';
import { abortable } from '../abortable.ts';
import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { ImageId } from '../../kernel/ids.ts';
import type { ContentReader } from '../content-reader.ts';
import type { ImageContext } from '../image-context.ts';
import { requireSafe, uploadHeld } from '../image-uploads.ts';
import type { Images, IncomingPart } from '../images.ts';
import { fromChunkStore, storageWork } from '../storage-errors.ts';
import { heldPush } from './held-push.ts';
import { PartAssembly } from './part-assembly.ts';
import { PART_GRID, PUSH_LIFETIME } from './push.ts';

/** Takes one part of a push, or nothing of it. @throws IngotError; see `Images.pushPart`. */
export async function takePart(
  context: ImageContext,
  dataOpen: Images['dataOpen'],
  caller: Caller,
  id: ImageId,
  part: IncomingPart,
): Promise<void> {
  const { store, clock, chunks } = context;
  const { start, signal } = part;
  const claim = await store.transaction(async (tx) => {
    const { upload } = await heldPush(tx, caller, id);
    if (start % PART_GRID !== 0 || start >= upload.reservedBytes) {
      throw new IngotError('invalid', `A part begins at a multiple of ${PART_GRID} bytes, within the image.`);
    }
    // Somebody is there: that counts before the bytes have come.
    await tx.uploadWrite({ ...upload, leaseUntil: clock.now() + PUSH_LIFETIME });
    return upload;
  });
  const assembly = await storageWork(chunks.assemble({ signal }));
  try {
    const sources = await holdSources(assembly, dataOpen, caller, part.sources);
    const length = await assemble(assembly, sources, part, claim.reservedBytes);
    const { root, newBytes, lease } = await assembly.finish('page');
    await store.transaction(async (tx) => {
      const { upload } = await uploadHeld(tx, claim);
      await requireSafe(tx, { lease });
      if (!(await tx.pushPartInsert(id, { start, length, root, newBytes }))) throw cameBefore(start);
      await tx.uploadWrite({ ...upload, leaseUntil: clock.now() + PUSH_LIFETIME });
    });
  } catch (error) {
    throw refusalOf(error, signal);
  } finally {
    // After a success it only ends the lease: the part is referred to.
    await assembly.abort();
  }
}

async function assemble(
  assembly: Assembly,
  sources: readonly ContentReader[],
  { start, bytes, signal }: IncomingPart,
  size: number,
): Promise<number> {
  const part = new PartAssembly(assembly, sources, { start, size });
  for await (const instruction of abortable(readInstructions(bytes), signal)) await part.follow(instruction);
  return part.finish();
}

/** As the sender would read them; they stay, whatever becomes of the images. */
async function holdSources(
  assembly: Assembly,
  dataOpen: Images['dataOpen'],
  caller: Caller,
  ids: readonly ImageId[],
): Promise<ContentReader[]> {
  const sources = await openSources(dataOpen, caller, ids);
  await storageWork(assembly.hold(sources.map(({ root }) => root)));
  // What is held counts only if an image refers to it afterwards.
  const now = await openSources(dataOpen, caller, ids);
  const changed = ids.find((_, position) => now[position]?.root !== sources[position]?.root);
  if (changed !== undefined)
    throw new IngotError('conflict', `Image ${changed} has changed meanwhile: send the part again.`);
  return sources;
}

/** An image without data is no source. */
async function openSources(
  dataOpen: Images['dataOpen'],
  caller: Caller,
  ids: readonly ImageId[],
): Promise<ContentReader[]> {
  const readers: ContentReader[] = [];
  for (const id of ids) {
    const { reader } = await dataOpen(caller, id);
    if (!reader) throw new IngotError('invalid', `Image ${id} has no data to copy from.`);
    readers.push(reader);
  }
  return readers;
}

function cameBefore(start: number): IngotError {
  return new IngotError('conflict', `Something of the part at byte ${start} has come before: ask what is missing.`);
}

function refusalOf(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason instanceof IngotError ? signal.reason : interrupted(signal.reason);
  if (error instanceof InstructionError) return new IngotError('invalid', `The part cannot be read: ${error.message}.`);
  return fromChunkStore(error);
}

function interrupted(cause: unknown): IngotError {
  return new IngotError('invalid', 'The connection was closed before the part had come.', { cause });
}
