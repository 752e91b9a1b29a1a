import { Type, type Static } from 'typebox';
import {
  RUN_STATUSES,
  RUN_STEP_STATUSES,
  STAGES,
  STEP_KINDS,
  type RecipeBase,
  type RecipeRun,
  type RunStep,
  type RunWithSteps,
} from '../../../recipes/index.ts';

const TIME = Type.String({ format: 'date-time' });
const NO_TIME = Type.Union([TIME, Type.Null()]);
const TEXT_OR_NOTHING = Type.Union([Type.String(), Type.Null()]);

export const BASE = Type.Object(
  {
    image: Type.Optional(Type.String({ description: 'Id of an image' })),
    family: Type.Optional(Type.String()),
    project: Type.Optional(Type.String({ description: 'Of the family; that of the run unless given' })),
    iso: Type.Optional(Type.String({ description: 'Id of an image of a disc that installs a system by itself' })),
  },
  { additionalProperties: false },
);

export const RUN = Type.Object({
  id: Type.String(),
  projectId: Type.String(),
  recipeId: TEXT_OR_NOTHING,
  recipeName: TEXT_OR_NOTHING,
  recipeRevision: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  base: BASE,
  variables: Type.Record(Type.String(), Type.String()),
  secrets: Type.Array(Type.String(), { description: 'Names of variables whose values are kept nowhere' }),
  status: Type.Enum(RUN_STATUSES),
  step: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description: 'Place of the step that is done, or has failed',
  }),
  failure: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed: a sentence' }),
  cancelRequested: Type.Boolean(),
  machineId: Type.Union([Type.String(), Type.Null()], {
    description: 'The machine that it is built in, while that is there',
  }),
  imageId: Type.Union([Type.String(), Type.Null()], { description: 'The image; null until it is done' }),
  userId: Type.String(),
  createdAt: TIME,
  updatedAt: TIME,
  finishedAt: NO_TIME,
});

const STEP = Type.Object({
  place: Type.Integer({ minimum: 0 }),
  kind: Type.Enum([...STAGES, ...STEP_KINDS]),
  name: Type.String(),
  status: Type.Enum(RUN_STEP_STATUSES),
  startedAt: NO_TIME,
  finishedAt: NO_TIME,
  exitCode: Type.Union([Type.Integer(), Type.Null()]),
  logLength: Type.Integer({ minimum: 0, description: 'Characters of its log by now' }),
});

export const RUN_WITH_STEPS = Type.Object({ ...RUN.properties, steps: Type.Array(STEP) });

export function renderRun(run: RecipeRun): Static<typeof RUN> {
  const { recipe, state } = run;
  return {
    id: run.id,
    projectId: run.ownerId,
    recipeId: recipe?.id ?? null,
    recipeName: recipe?.name ?? null,
    recipeRevision: recipe?.revision ?? null,
    base: renderBase(run.base),
    variables: { ...run.variables },
    secrets: [...run.secretNames],
    status: state.status,
    step: 'step' in state ? state.step : null,
    failure: state.status === 'failed' ? state.reason : null,
    cancelRequested: 'cancelRequested' in state && state.cancelRequested,
    machineId: run.machineId,
    imageId: state.status === 'done' ? run.imageId : null,
    userId: run.userId,
    createdAt: timeOf(run.createdAt),
    updatedAt: timeOf(run.updatedAt),
    finishedAt: 'finishedAt' in state ? timeOf(state.finishedAt) : null,
  };
}

export function renderRunWithSteps({ run, steps }: RunWithSteps): Static<typeof RUN_WITH_STEPS> {
  return { ...renderRun(run), steps: steps.map(renderStep) };
}

function renderStep(step: RunStep): Static<typeof STEP> {
  const { startedAt, finishedAt } = step;
  return {
    ...step,
    startedAt: startedAt === null ? null : timeOf(startedAt),
    finishedAt: finishedAt === null ? null : timeOf(finishedAt),
  };
}

function renderBase(base: RecipeBase): Static<typeof BASE> {
  if (base.kind === 'image') return { image: base.imageId };
  if (base.kind === 'iso') return { iso: base.imageId };
  return { family: base.family, ...(base.project !== null && { project: base.project }) };
}

function timeOf(time: number): string {
  return new Date(time).toISOString();
}
