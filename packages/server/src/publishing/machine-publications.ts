import { publishedImage } from './published-image.ts';
import { beginUndo, undo } from './work/undo.ts';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { findWantedPool } from './access.ts';
import { enqueuePublication, newPublication, parentFileType, type DesktopImagePlan } from './begin-publication.ts';
import { checkConfiguration } from './check-configuration.ts';
import { fileTypeFor, type ImageType } from './file-types.ts';
import { checksFor } from './publication-checks.ts';
import type { Publication, PublicationSource } from './publication.ts';
import type { NewPublication, PublicationOrder } from './publication-order.ts';
import type { Publications } from './publishing.ts';
import type { PublishingContext } from './publishing-context.ts';
import type { SourceMachine } from './source-machines.ts';

type MachineSource = Extract<PublicationSource, { kind: 'clone' | 'convert' }>;

const MAX_NAME = 255;
/** A publication that has its machine no more. */
const TAKEN_BACK: ReadonlySet<Publication['state']['status']> = new Set(['undoing', 'cancelled', 'failed']);

/** Publishing what machines hold. */
export function machinePublications(context: PublishingContext): Pick<Publications, 'machineClone' | 'machineConvert'> {
  return {
    machineClone: (caller, id, wanted) => {
      const { snapshot = null } = wanted;
      if (snapshot !== null) requireName('snapshot', snapshot);
      const order = { kind: 'clone', wanted } as const;
      return publish(context, caller, { kind: 'clone', machineId: id, snapshot }, order);
    },
    machineConvert: (caller, id, wanted) =>
      publish(context, caller, { kind: 'convert', machineId: id }, { kind: 'convert', wanted }),
  };
}

async function publish(
  context: PublishingContext,
  caller: Caller,
  source: MachineSource,
  order: Extract<PublicationOrder, { kind: MachineSource['kind'] }>,
): Promise<Publication> {
  const { machineId } = source;
  const { wanted } = order;
  const { store, machines, reservations, wakeJobs, log } = context;
  requireName('image', wanted.name);
  const machine = await machines.find(caller, machineId, source.kind);
  const imageType = imageTypeOf(machine, wanted.imageType);
  const plan = await planOf(context, machine, imageType, wanted);
  await checkConfiguration(context, caller, machine.ownerId, plan);
  await findWantedPool(store, wanted.poolId);
  const { ownerId } = machine;
  const checks = await checksFor(context, caller, ownerId, { ...wanted, imageType });
  const begun = newPublication(context, { source, poolId: wanted.poolId, ownerId, checks, userId: caller.userId });
  const image = await reservations.reserve(caller, publishedImage(caller, machine, plan, wanted), begun.task);
  const publication: Publication = { ...begun, imageId: image.id };
  try {
    await enqueuePublication(context, publication, plan, { order, host: machine.host });
  } catch (error) {
    await context.images.imageDelete(caller, image.id);
    throw error;
  }
  try {
    await machines.begin(caller, machineId, { id: publication.id, kind: source.kind });
  } catch (error) {
    const failure = error instanceof IngotError ? error.message : 'The machine could not be taken.';
    await beginUndo(context, publication.id, { cancelled: false, failure });
    await undo(context, publication.id).catch((cause: unknown) =>
      log.warn({ publication: publication.id, err: cause }, 'a publication is taken back later'),
    );
    throw error;
  }
  // It may have been taken back before the machine was its own.
  const current = await store.publicationFind(publication.id);
  if (current && TAKEN_BACK.has(current.state.status)) await machines.end(machineId, publication.id);
  wakeJobs();
  return publication;
}

/** What a machine is meant for is said once. @throws `invalid` where nobody has, `conflict` for something else. */
function imageTypeOf(machine: SourceMachine, wanted: ImageType | undefined): ImageType {
  if (machine.imageType === null && wanted === undefined) {
    throw new IngotError('invalid', 'Say what the image is for (imageType): the machine does not say it.');
  }
  if (machine.imageType !== null && wanted !== undefined && machine.imageType !== wanted) {
    throw new IngotError('conflict', `The machine was made for ${machine.imageType}, not for ${wanted}.`);
  }
  return machine.imageType ?? wanted ?? 'vdi';
}

async function planOf(
  { store }: PublishingContext,
  machine: SourceMachine,
  imageType: ImageType,
  { osType = machine.osType, fileType = null, configuration = { kind: 'general' } }: NewPublication,
): Promise<DesktopImagePlan> {
  const { parentId, ownerId } = machine;
  const parent = parentId === null ? null : await parentFileType(store, parentId, ownerId);
  return {
    imageType,
    osType,
    fileType: fileTypeFor({ imageType, osType, parent }, fileType),
    configuration,
    parentId,
    sourceName: machine.name,
  };
}

/** @throws `invalid`. */
function requireName(what: string, name: string): void {
  if (name.trim() !== '' && name.length <= MAX_NAME) return;
  throw new IngotError('invalid', `The name of the ${what} has 1 to ${MAX_NAME} characters.`);
}
