import type { HeldTree, TreeRoot } from '../../images/index.ts';
import { fromChunkStore } from '../../images/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import { findDesktopImage } from '../access.ts';
import type { DesktopImage } from '../desktop-image.ts';
import { artefactName } from '../pools/artefact-name.ts';
import type { Publication } from '../publication.ts';
import type { PublishingContext } from '../publishing-context.ts';
import { finish } from './finish.ts';
import { judgeDisk } from './judge-disk.ts';
import { layOutArtefact } from './lay-out-artefact.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import type { PublicationRun, RunSteps } from './publication-run.ts';
import { sideBySide } from './side-by-side.ts';
import { verifyArtefact } from './verify-artefact.ts';
import { writeArtefact, type WrittenArtefact } from './write-artefact.ts';

/**
 * Publishes a disk, from its source to a file that was read back. Everything up to `activating` begins anew after an
 * interruption: the source is the same as long as the publication has it, so the disk and its file come out the same.
 *
 * @throws what any step is refused with; `undo` takes back what was done.
 */
export async function publish(
  context: PublishingContext,
  publication: Publication,
  run: PublicationRun,
): Promise<void> {
  if (publication.state.status === 'running') {
    const desktopImage = await findDesktopImage(context.store, publication.imageId);
    await run.step('capturing');
    const capturing = Promise.withResolvers<Disk>();
    const root = capturing.promise.then((disk) => disk.root);
    // Met by whoever judges it, who may not have come so far.
    root.catch(() => undefined);
    try {
      const [judged, [disk, written]] = await sideBySide(
        run.signal,
        (signal) => judge(context, publication, desktopImage, root, signal),
        async (signal) => {
          const steps = stepsUntil(run, signal);
          capturing.resolve(captureSource(context, publication, steps));
          const captured = await capturing.promise;
          return [captured, await write(context, publication, desktopImage, captured, steps)] as const;
        },
      );
      await run.step('activating');
      await activate(context, judged, disk, written);
    } finally {
      await capturing.promise.then(
        (disk) => disk.release(),
        () => undefined,
      );
    }
  }
  await finish(context, publication.id);
}

type Disk = HeldTree & { readonly release: () => Promise<void> };

/** The steps of a run, for what may be ended before it. */
function stepsUntil(run: PublicationRun, signal: AbortSignal): RunSteps {
  return { signal, step: (step, total) => run.step(step, total), advance: (done) => run.advance(done) };
}

/** The disk that is to be published, held until it is released. */
async function captureSource(
  { machines, views, chunks }: PublishingContext,
  publication: Publication,
  run: RunSteps,
): Promise<Disk> {
  const { id, source, imageId } = publication;
  const { signal } = run;
  if ('machineId' in source) {
    // Who began it may not have come so far.
    await machines.begin(onBehalfOf(publication), source.machineId, { id, kind: source.kind });
    return machines.capture(source.machineId, id, { signal, progress: (done) => run.advance(done) });
  }
  const { root } = await views.wait(imageId, { signal, asker: publication.userId });
  try {
    return await chunks.hold(root);
  } catch (error) {
    throw fromChunkStore(error);
  }
}

/** Who judges is ready when the disk is there: a start takes as long as reading back does. */
async function judge(
  context: PublishingContext,
  publication: Publication,
  { parentId, fileType }: DesktopImage,
  root: Promise<TreeRoot>,
  signal: AbortSignal,
): Promise<Publication> {
  const { store } = context;
  const parentFileType = parentId === null ? null : ((await store.desktopImageFind(parentId))?.fileType ?? null);
  const checks = await judgeDisk(context, publication.checks, { root, fileType, parentFileType }, signal);
  return { ...publication, checks };
}

/** Writes the file, and reads it back. What may take longer then is the judgement. */
async function write(
  context: PublishingContext,
  { poolId, checks }: Publication,
  { id: imageId, fileType }: DesktopImage,
  { root }: Disk,
  steps: RunSteps,
): Promise<WrittenArtefact> {
  const { store, openPool, chunks } = context;
  const pool = await store.poolFind(poolId);
  if (!pool) throw new IngotError('conflict', `Image pool ${poolId} was deleted.`);
  const storage = openPool(poolId, pool.place);
  const name = artefactName({ imageId, fileType });
  try {
    const disk = await chunks.open(root);
    const file = await layOutArtefact(disk, fileType);
    const written = await writeArtefact(chunks, storage, name, file, steps);
    await verifyArtefact(context, storage, { name, fileType, file, disk }, steps);
    if (checks.length > 0) await steps.step('checking');
    return written;
  } catch (error) {
    throw fromChunkStore(error);
  }
}

/**
 * Makes the image active, then the desktop image and its file, from when on nothing is undone. Interrupted between the two it
 * is run again, and finds the image with the bytes that it is to have.
 */
async function activate(
  { store, reservations, verdictsWrite, clock }: PublishingContext,
  { id, task, source, imageId, poolId, checks }: Publication,
  disk: Disk,
  { size, sha256 }: WrittenArtefact,
): Promise<void> {
  if ('machineId' in source) await reservations.fill(imageId, task, disk);
  await store.transaction(async (tx) => {
    const publication = await tx.publicationFind(id);
    if (publication?.state.status !== 'running') throw new IngotError('conflict', 'The publication is over.');
    const now = clock.now();
    const artefact = (await tx.artefactsOf(imageId)).find((each) => each.poolId === poolId);
    if (!artefact) throw new IngotError('conflict', `The file of image ${imageId} was given up.`);
    await tx.artefactWrite({ ...artefact, state: { status: 'ready', size, sha256 } });
    const desktopImage = await findDesktopImage(tx, imageId);
    if (desktopImage.state.status === 'publishing') {
      await tx.desktopImageWrite({ ...desktopImage, state: { status: 'active' }, updatedAt: now });
    }
    await tx.publicationWrite({ ...publication, checks, state: { status: 'finishing' }, updatedAt: now });
  });
  await verdictsWrite(
    imageId,
    checks.flatMap(({ profile, verdict }) => (verdict === null ? [] : [[profile, verdict] as const])),
  );
}
