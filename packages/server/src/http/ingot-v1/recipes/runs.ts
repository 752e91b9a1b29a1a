import { Type } from 'typebox';
import { IngotError } from '../../../kernel/errors.ts';
import { baseOf, type RecipeRuns, type RunOrder } from '../../../recipes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { recipeIdOf, runIdOf } from './recipe-ids.ts';
import { DOCUMENT, DOCUMENT_BODY } from './recipe-schema.ts';
import { BASE, renderRun, renderRunWithSteps, RUN, RUN_WITH_STEPS } from './run-schema.ts';

/** Characters of a log at a time. */
const MAX_PART = 256 * 1024;

const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the run, a UUID' }) });
const STEP_PARAMS = Type.Object({
  id: Type.String({ description: 'Id of the run, a UUID' }),
  step: Type.Integer({ minimum: 0, maximum: 10_000, description: 'Place of the step' }),
});
const LIST_QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  marker: Type.Optional(Type.String({ description: 'Last one of the page before' })),
  recipe: Type.Optional(Type.String({ description: 'Only those of this recipe' })),
  allProjects: Type.Optional(Type.Boolean({ description: 'Of every project, for administrators', default: false })),
});
const LOG_QUERY = Type.Object({
  from: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1, default: 0, description: 'Character to begin at' }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PART, default: MAX_PART })),
});
const LOG_PART = Type.Object({
  text: Type.String(),
  sentences: Type.Array(Type.Object({ from: Type.Integer({ minimum: 0 }), to: Type.Integer({ minimum: 0 }) }), {
    description:
      'Where the service speaks and not the guest, as characters of the log: whole lines, as far as they are in `text`',
  }),
  next: Type.Integer({ minimum: 0, description: 'Where to go on' }),
  length: Type.Integer({ minimum: 0, description: 'Characters of the log by now' }),
  complete: Type.Boolean({ description: 'Nothing comes any more' }),
});
const ORDER = Type.Object(
  {
    recipe: Type.Optional(Type.String({ description: 'Id of a recipe' })),
    document: Type.Optional(DOCUMENT),
    variables: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 4096 }), {
        description:
          'Values of its variables; those of secrets are kept in memory until it has begun, and nowhere else',
      }),
    ),
    base: Type.Optional({ ...BASE, description: 'Instead of the one that the recipe says' }),
  },
  { additionalProperties: false, description: 'One of `recipe` and `document`' },
);

const tags = ['recipes'];
const refusals = { '4xx': ERROR };

/** Building images by recipes. */
export function runRoutes(scope: HttpServer, runs: RecipeRuns): void {
  const one = { tags, params: PARAMS };

  scope.post(
    '/recipe-runs',
    {
      bodyLimit: DOCUMENT_BODY,
      schema: {
        tags,
        summary: 'Build an image by a recipe',
        description: 'The answer is how that goes. What fails, or is cancelled, leaves no machine and no image.',
        body: ORDER,
        response: { 202: RUN, ...refusals },
      },
    },
    async (request, reply) => {
      const { recipe, document, variables = {}, base } = request.body;
      const order: RunOrder = { recipe: writtenOf(recipe, document), variables, base: base ? baseOf(base) : null };
      return await reply.code(202).send(renderRun(await runs.runStart(callerOf(request), order)));
    },
  );

  scope.get(
    '/recipe-runs',
    {
      schema: {
        tags,
        summary: 'List runs of recipes, newest first',
        querystring: LIST_QUERY,
        response: {
          200: Type.Object({
            runs: Type.Array(RUN),
            nextMarker: Type.Union([Type.String(), Type.Null()], {
              description: 'For the next page; null on the last one',
            }),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { limit = 50, marker, recipe, allProjects = false } = request.query;
      const { items, more } = await runs.runList(callerOf(request), {
        limit,
        allProjects,
        ...(marker !== undefined && { marker: runIdOf(marker) }),
        ...(recipe !== undefined && { recipe: recipeIdOf(recipe) }),
      });
      const last = more ? items.at(-1) : undefined;
      return { runs: items.map(renderRun), nextMarker: last?.id ?? null };
    },
  );

  scope.get(
    '/recipe-runs/:id',
    {
      schema: { ...one, summary: 'Show how a run goes, step by step', response: { 200: RUN_WITH_STEPS, ...refusals } },
    },
    async (request) => renderRunWithSteps(await runs.runGet(callerOf(request), runIdOf(request.params.id))),
  );

  scope.get(
    '/recipe-runs/:id/document',
    {
      schema: {
        ...one,
        summary: 'Read the recipe as it was run',
        response: { 200: Type.Object({ document: DOCUMENT }), ...refusals },
      },
    },
    async (request) => ({ document: await runs.runDocument(callerOf(request), runIdOf(request.params.id)) }),
  );

  scope.get(
    '/recipe-runs/:id/steps/:step/log',
    {
      schema: {
        tags,
        summary: 'Read the log of a step, also while it is written',
        params: STEP_PARAMS,
        querystring: LOG_QUERY,
        response: { 200: LOG_PART, ...refusals },
      },
    },
    async (request) => {
      const { from = 0, limit = MAX_PART } = request.query;
      const { id, step } = request.params;
      const part = await runs.runLog(callerOf(request), runIdOf(id), { step, from, limit });
      return { ...part, sentences: [...part.sentences] };
    },
  );

  scope.post(
    '/recipe-runs/:id/cancel',
    {
      schema: {
        ...one,
        summary: 'Cancel a run',
        description: 'It ends soon, and what it has done is taken back. 409 once it is published, or over.',
        response: { 202: RUN_WITH_STEPS, ...refusals },
      },
    },
    async (request, reply) => {
      const run = await runs.runCancel(callerOf(request), runIdOf(request.params.id));
      return await reply.code(202).send(renderRunWithSteps(run));
    },
  );
}

/** @throws IngotError `invalid` unless there is just one. */
function writtenOf(recipe: string | undefined, document: string | undefined): RunOrder['recipe'] {
  if (recipe !== undefined && document === undefined) return { id: recipeIdOf(recipe) };
  if (document !== undefined && recipe === undefined) return { document };
  throw new IngotError('invalid', 'Say what to run: the id of a recipe, or a document.');
}
