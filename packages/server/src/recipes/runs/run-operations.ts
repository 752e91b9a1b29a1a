import type { Caller } from '../../kernel/caller.ts';
import { IngotError } from '../../kernel/errors.ts';
import { newImageId, newJobId, newMachineId, newRecipeRunId, type RecipeRunId } from '../../kernel/ids.ts';
import type { Machines } from '../../machines/index.ts';
import type { BuildContext } from '../build/build-context.ts';
import { undoRun } from '../build/end-run.ts';
import { requirePublishable } from '../build/publish-image.ts';
import { parseRecipe } from '../document/parse-recipe.ts';
import type { RecipeBase, RecipePlan } from '../document/recipe-plan.ts';
import { fillIn } from '../document/references.ts';
import { runValues } from '../document/run-values.ts';
import { listedOwner, maySee, projectToFill, requireMember, requireSeen } from '../../kernel/project-owned.ts';
import type { Recipes } from '../recipes.ts';
import { runJob } from './run-job.ts';
import { plannedSteps } from './run-steps.ts';
import type { RecipeRun } from './run.ts';
import { isOver, requireCancellable } from './run-transitions.ts';
import type { RecipeRuns, RunOrder, RunWithSteps } from './runs.ts';

/** Of a project. Those under way may wait; each has a document of megabytes, and logs. */
const MOST_RUNS = { underWay: 10, over: 200 };

export interface RunContext extends BuildContext {
  readonly recipes: Pick<Recipes, 'recipeGet'>;
  readonly machineSupport: Machines['machineSupport'];
}

export function runOperations(context: RunContext): RecipeRuns {
  const { runs, recipes, secrets, clock, host, wakeJobs } = context;

  const findRun = async (caller: Caller, id: RecipeRunId): Promise<RecipeRun> =>
    requireSeen(caller, await runs.runFind(id), () => noRun(id));

  const withSteps = async (run: RecipeRun): Promise<RunWithSteps> => ({ run, steps: await runs.stepsOf(run.id) });

  const written = async (caller: Caller, order: RunOrder['recipe']) => {
    if ('document' in order) return { document: order.document, recipe: null };
    const { id, name, revision, document } = await recipes.recipeGet(caller, order.id);
    return { document, recipe: { id, name, revision } };
  };

  return {
    runStart: async (caller, { recipe: order, variables: given, base: wanted }) => {
      const ownerId = projectToFill(caller, 'Runs of recipes');
      const { document, recipe } = await written(caller, order);
      const parsed = parseRecipe(document);
      const { shown, secret } = runValues(parsed, given);
      const plan = fillIn(parsed, shown);
      const base = wanted ?? plan.base;
      if (!base) throw new IngotError('invalid', 'The recipe names no base: say for the run what to build on.');
      await requireRunnable(context, caller, plan, base);
      await requirePublishable(context, caller, ownerId, plan);
      const now = clock.now();
      const run: RecipeRun = {
        id: newRecipeRunId(),
        task: newJobId(),
        recipe,
        base,
        variables: Object.fromEntries(shown),
        secretNames: [...secret.keys()],
        machineId: newMachineId(),
        imageId: newImageId(),
        host,
        ownerId,
        userId: caller.userId,
        createdAt: now,
        updatedAt: now,
        state: { status: 'queued', cancelRequested: false },
      };
      secrets.keep(run.id, secret);
      try {
        await runs.runAdd(run, { document, steps: plannedSteps(plan), job: runJob(run) }, MOST_RUNS);
      } catch (error) {
        secrets.take(run.id);
        throw error;
      }
      wakeJobs();
      return run;
    },

    runGet: async (caller, id) => withSteps(await findRun(caller, id)),

    runList: async (caller, { allProjects = false, recipe, marker, limit }) => {
      const owner = listedOwner(caller, 'Runs of recipes', { allProjects });
      const after = marker === undefined ? null : await runs.runFind(marker);
      if (marker !== undefined && (!after || !maySee(caller, after.ownerId))) {
        throw new IngotError('invalid', `There is no run ${marker} for the list to go on after.`);
      }
      const page = { limit: limit + 1, ...(recipe && { recipe }), ...(after && { after }) };
      const found = await runs.runList(owner, page);
      return { items: found.slice(0, limit), more: found.length > limit };
    },

    runCancel: async (caller, id) => {
      const run = await findRun(caller, id);
      requireMember(caller, run.ownerId);
      const cancelled = await runs.runRevise(id, (current) => {
        requireCancellable(current);
        if (!('cancelRequested' in current.state)) return current;
        return { ...current, state: { ...current.state, cancelRequested: true }, updatedAt: clock.now() };
      });
      if (!cancelled) requireCancellable(await findRun(caller, id));
      // Nobody has begun it, so nobody else would end it soon.
      if (cancelled?.state.status === 'queued') {
        secrets.take(id);
        await undoRun(context, cancelled, null);
      }
      return withSteps(await findRun(caller, id));
    },

    runDocument: async (caller, id) => runs.runDocument((await findRun(caller, id)).id),

    runLog: async (caller, id, { step: place, from, limit }) => {
      const run = await findRun(caller, id);
      const step = (await runs.stepsOf(id)).find((each) => each.place === place);
      if (!step) throw new IngotError('not-found', `Run ${id} has no step ${place}.`);
      const pieces = await runs.logRead(id, place, from, limit);
      const text = pieces.map((piece) => piece.text).join('');
      const next = from + text.length;
      const sentences = pieces
        .filter(({ isOurs }) => isOurs)
        .map((piece) => ({ from: piece.at, to: piece.at + piece.text.length }));
      const isWritten = isOver(run) || (step.status !== 'waiting' && step.status !== 'running');
      return { text, sentences, next, length: step.logLength, complete: isWritten && next >= step.logLength };
    },
  };
}

/** What can be known before anything is begun. @throws IngotError. */
async function requireRunnable(
  { images, flavors, profiles, machineSupport }: RunContext,
  caller: Caller,
  { machine, check }: RecipePlan,
  base: RecipeBase,
): Promise<void> {
  const { problem } = await machineSupport();
  if (problem !== null) throw new IngotError('unavailable', problem);
  if (base.kind === 'family') {
    const projectId = base.project ?? caller.projectId;
    if (projectId === null) throw new IngotError('forbidden', 'Runs belong to a project: ask for a token of one.');
    await images.familyLatest(caller, { projectId, name: base.family });
  } else await images.imageGet(caller, base.imageId);
  if (base.kind === 'iso' && machine.diskGib === null) {
    throw new IngotError('invalid', 'The disk that a disc installs onto has to have a size (machine.diskGib).');
  }
  await flavors.flavorChoose(caller, machine.flavor, null);
  const [booting] = profiles.some(check?.profiles ?? [], 'boot');
  for (const id of check?.profiles ?? []) profiles.get(id);
  if (booting !== undefined) {
    throw new IngotError(
      'invalid',
      `Profile ${booting} asks what only a boot shows: request a boot test of the image.`,
    );
  }
}

function noRun(id: string): IngotError {
  return new IngotError('not-found', `No run of a recipe found with ID ${id}.`);
}
