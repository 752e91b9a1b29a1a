import { chosenMends } from '@ingot/inspector';
import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { CapturedDisks, MachineFlavor, NewMachine, NewMachineDisk } from '../../machines/index.ts';
import type { RecipeBase, RecipePlan } from '../document/recipe-plan.ts';
import type { RecipeRun } from '../runs/run.ts';
import { placesOf } from '../runs/run-steps.ts';
import type { BuildContext } from './build-context.ts';
import type { Build } from './build.ts';
import { BuildMachine } from './build-machine.ts';
import { changeSentence, leftSentence } from './cleaning-words.ts';
import { doStep } from './do-step.ts';
import { judgeDisk, type Verdicts } from './judge-disk.ts';
import { finishPublishing, reserveImage } from './publish-image.ts';
import type { StepLog } from './step-log.ts';

/** The disk that is built, held until it is released. */
type Disk = Pick<CapturedDisks['disks'][number], 'root' | 'size' | 'lease' | 'release'>;

/**
 * Builds an image, from a machine that is made for it to the image that is active. Nothing is kept of what fails: `undo`
 * takes away what there is.
 *
 * @throws what any step is refused with.
 */
export async function buildImage(context: BuildContext, build: Build): Promise<void> {
  const { plan, recorder, run } = build;
  const places = placesOf(plan);
  const machine = await runSteps(context, build);
  const held: Disk[] = [];
  try {
    await recorder.step('cleaning', places.clean, async (log) => {
      const captured = await capture(machine, build, log);
      held.push(captured);
      if (plan.clean === null) return null;
      if (machine.word.family !== 'linux') {
        await log.say('What is no Linux is not cleaned: prepare it by a step, such as sysprep.');
        return null;
      }
      held.push(await clean(context, build, plan.clean, captured, log));
      return null;
    });
    const disk = held.at(-1);
    if (!disk) throw new Error('a disk was captured');
    let verdicts: Verdicts = [];
    const { check } = plan;
    if (check !== null && places.check !== null) {
      await recorder.step('checking', places.check, async (log) => {
        verdicts = await judgeDisk(context, check, disk.root, log, recorder.signal);
        return null;
      });
    }
    await recorder.step('publishing', places.publish, async (log) => {
      const { firmware, word } = machine;
      await reserveImage(context, build, { osType: word.family, firmware });
      await context.reservations.fill(run.imageId, run.task, disk);
      if (verdicts.length > 0) await context.verdictsWrite(run.imageId, verdicts);
      await log.say(`Image ${run.imageId} is active.`);
      await finishPublishing(context, build, log);
      return null;
    });
  } finally {
    for (const disk of held) await disk.release();
    context.nudgeCollector();
  }
}

/** Everything that is done in the guest. */
async function runSteps(
  context: BuildContext,
  { run, caller, plan, environment, recorder }: Build,
): Promise<BuildMachine> {
  let started: BuildMachine | null = null;
  await recorder.step('preparing', 0, async (log) => {
    const wanted = await newMachine(context, caller, run, plan);
    started = await BuildMachine.start(context, caller, wanted, plan.machine.bootTimeout, recorder.signal);
    const { name, kernel, agentVersion } = started.word;
    await log.say(`The guest is ${name ?? 'nameless'}, kernel ${kernel ?? 'unknown'}, agent ${agentVersion}.`);
    return null;
  });
  const machine = started as BuildMachine | null;
  if (!machine) throw new Error('a machine was started');
  for (const [index, step] of plan.steps.entries()) {
    await recorder.step('building', index + 1, async (log) => {
      const late = AbortSignal.timeout(step.timeout);
      const signal = AbortSignal.any([recorder.signal, late]);
      try {
        const doing = (alive: AbortSignal) => doStep(machine, step, { environment, log, signal: alive });
        return await machine.whileItRuns(signal, doing);
      } catch (error) {
        recorder.signal.throwIfAborted();
        if (!late.aborted) throw error;
        throw new IngotError('conflict', `It was not done within ${step.timeout / 1000} s.`, { cause: error });
      }
    });
  }
  return machine;
}

async function newMachine(
  { flavors }: BuildContext,
  caller: Caller,
  { id, base, machineId }: RecipeRun,
  { machine }: RecipePlan,
): Promise<NewMachine & { readonly id: NonNullable<RecipeRun['machineId']> }> {
  if (machineId === null) throw new Error('a run that begins has its machine named');
  const { id: flavorId, ...hardware } = await flavors.flavorChoose(caller, machine.flavor, null);
  const { name, vcpus, memoryMib, model } = hardware;
  // A larger disk than the base has is asked for by the recipe, and by nobody else.
  const flavor: MachineFlavor = { id: flavorId, name, vcpus, memoryMib, diskGib: machine.diskGib ?? 0, model };
  const media = base.kind === 'iso' ? [base.imageId, ...machine.media] : machine.media;
  return {
    id: machineId,
    name: `recipe run ${id}`,
    flavor,
    disks: [systemDisk(caller, base, machine.diskGib)],
    ...(machine.firmware && { firmware: machine.firmware }),
    ...(machine.os && { osType: machine.os }),
    ...(media.length > 0 && { media }),
    network: machine.network,
    metadata: { recipe_run: id },
  };
}

function systemDisk(caller: Caller, base: RecipeBase, sizeGib: number | null): NewMachineDisk {
  const size = sizeGib === null ? {} : { sizeGib };
  if (base.kind === 'image') return { source: { kind: 'image', imageId: base.imageId }, ...size };
  if (base.kind === 'iso') return { source: { kind: 'blank' }, ...size };
  const project = base.project ?? caller.projectId;
  if (project === null) throw new Error('a run acts in its project');
  return { source: { kind: 'family', family: base.family, project }, ...size };
}

async function capture(machine: BuildMachine, { recorder }: Build, log: StepLog): Promise<Disk> {
  await machine.shutDown(recorder.signal);
  await log.say('The guest has shut down.');
  const disk = await machine.consume(recorder.signal, () => undefined);
  await log.say(`The disk is read: ${disk.root}, ${disk.size} bytes.`);
  return disk;
}

async function clean(
  { preparer }: BuildContext,
  { recorder }: Build,
  { keep, also }: NonNullable<RecipePlan['clean']>,
  { root }: Disk,
  log: StepLog,
): Promise<Disk> {
  const { tree, outcome } = await preparer.prepare(root, {
    mends: chosenMends(keep, also),
    profiles: [],
    image: { fileType: 'raw', parentFileType: null },
    signal: recorder.signal,
    progress: () => undefined,
  });
  for (const change of outcome.changes) await log.say(changeSentence(change));
  for (const left of outcome.left) await log.say(leftSentence(left));
  await log.say(`${outcome.total} changes.`);
  return tree;
}
