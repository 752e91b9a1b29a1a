import { setTimeout as delay } from 'node:timers/promises';
import type { Caller } from '../../kernel/caller.ts';
import { hasCode, IngotError } from '../../kernel/errors.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { Firmware, OsType } from '../../machines/index.ts';
import type { NewDesktopImage, Publication } from '../../publishing/index.ts';
import type { RecipeDesktop, RecipePlan } from '../document/recipe-plan.ts';
import type { BuildContext } from './build-context.ts';
import type { Build } from './build.ts';
import type { StepLog } from './step-log.ts';

/** Between two looks at a publication, in milliseconds. */
const LOOK_EVERY = 500;

/** Registers the image under the id that the run has for it. */
export async function reserveImage(
  { reservations }: Pick<BuildContext, 'reservations'>,
  { run, caller, plan }: Pick<Build, 'run' | 'caller' | 'plan'>,
  { osType, firmware }: { readonly osType: OsType; readonly firmware: Firmware },
): Promise<void> {
  const { name, family, properties } = plan.publish;
  await reservations.reserve(
    caller,
    {
      id: run.imageId,
      name,
      properties: {
        os_type: osType,
        hw_qemu_guest_agent: 'yes',
        ...(firmware === 'uefi' && { hw_firmware_type: 'uefi' }),
        ...properties,
        recipe_run: run.id,
        ...(family !== null && { family }),
        ...(family !== null && isHeld(plan) && { ingot_release: 'held' }),
      },
    },
    run.task,
  );
}

/** Until it has its file in the pool, a desktop image is not what its family stands for. */
function isHeld({ publish }: RecipePlan): boolean {
  return publish.held || publish.desktop !== null;
}

/**
 * What comes after the image is active: it becomes a desktop image, where that is wanted. May be repeated after an
 * interruption anywhere.
 */
export async function finishPublishing(
  context: Pick<BuildContext, 'desktopImages' | 'images'>,
  {
    run,
    caller,
    plan,
    recorder,
  }: Pick<Build, 'run' | 'caller' | 'plan'> & { readonly recorder: Pick<Build['recorder'], 'signal'> },
  log: Pick<StepLog, 'say'>,
): Promise<void> {
  const { desktop, family, held } = plan.publish;
  if (desktop === null) return;
  await published(context, await publication(context, { run, caller }, desktop), { caller, signal: recorder.signal });
  await log.say(`It is a desktop image, with a file in image pool ${desktop.poolId}.`);
  if (family === null || held) return;
  try {
    await context.images.familyPromote(caller, { projectId: run.ownerId, name: family }, run.imageId, null);
    await log.say(`Family ${family} stands for it.`);
  } catch (error) {
    // It is built and published: what its project asks of it beside can be done later.
    if (!hasCode(error, 'conflict')) throw error;
    await log.say(`Family ${family} does not stand for it yet: ${error.message}`);
  }
}

/** The one that makes the desktop image: perhaps an earlier life has begun it. */
async function publication(
  { desktopImages }: Pick<BuildContext, 'desktopImages'>,
  { run, caller }: Pick<Build, 'run' | 'caller'>,
  desktop: RecipeDesktop,
): Promise<Publication> {
  const { items } = await desktopImages.publicationList(caller, { image: run.imageId, limit: 1 });
  const [begun] = items;
  if (begun) return begun;
  return desktopImages.desktopImageImport(caller, run.imageId, wantedOf(desktop));
}

/**
 * Refuses what could not be published, before anything is built.
 *
 * @throws `invalid`.
 */
export async function requirePublishable(
  { desktopImages }: Pick<BuildContext, 'desktopImages'>,
  caller: Caller,
  ownerId: ProjectId,
  { machine, publish }: Pick<RecipePlan, 'machine' | 'publish'>,
): Promise<void> {
  const { desktop } = publish;
  if (desktop === null) return;
  // The guest says what it is once it runs; until then it is what lets the file be what it is to be.
  const osType = machine.os ?? (desktop.fileType === 'vhd' ? 'windows' : 'linux');
  await desktopImages.desktopImageCheck(caller, ownerId, { ...wantedOf(desktop), osType });
}

/** Its disk is judged by what the recipe says, and what its project requires. */
function wantedOf({ imageType, poolId, fileType, parentId, configuration }: RecipeDesktop): NewDesktopImage {
  return { imageType, poolId, fileType, parentId, configuration, profile: null };
}

async function published(
  { desktopImages }: Pick<BuildContext, 'desktopImages'>,
  { id }: Publication,
  { caller, signal }: { readonly caller: Build['caller']; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    const { state } = await desktopImages.publicationGet(caller, id);
    if (state.status === 'done') return;
    if (state.status === 'failed') throw new IngotError('conflict', `It became no desktop image: ${state.failure}`);
    if (state.status === 'cancelled') throw new IngotError('conflict', 'Somebody cancelled the publication.');
    await delay(LOOK_EVERY, undefined, { signal });
  }
}
