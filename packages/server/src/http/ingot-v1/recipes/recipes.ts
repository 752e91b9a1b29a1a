import { Type } from 'typebox';
import type { Recipes } from '../../../recipes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';
import { recipeIdOf } from './recipe-ids.ts';
import { DOCUMENT, DOCUMENT_BODY, NAME, RECIPE, RECIPE_SUMMARY, renderRecipe, renderSummary } from './recipe-schema.ts';

const PARAMS = Type.Object({ id: Type.String({ description: 'Id of the recipe, a UUID' }) });
const LIST_QUERY = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
  marker: Type.Optional(Type.String({ description: 'Last one of the page before' })),
  allProjects: Type.Optional(Type.Boolean({ description: 'Of every project, for administrators', default: false })),
});
const NEW_RECIPE = Type.Object({ name: NAME, document: DOCUMENT }, { additionalProperties: false });
const CHANGES = Type.Object(
  {
    name: Type.Optional(NAME),
    document: Type.Optional(DOCUMENT),
    revision: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The one that was read; 409 when it is another by now' }),
    ),
  },
  { additionalProperties: false, description: 'What is left out stays' },
);

const tags = ['recipes'];
const refusals = { '4xx': ERROR };

/** Recipes, by which images are built. */
export function recipeRoutes(scope: HttpServer, recipes: Recipes): void {
  const one = { tags, params: PARAMS };

  scope.get(
    '/recipes',
    {
      schema: {
        tags,
        summary: 'List recipes, by name',
        querystring: LIST_QUERY,
        response: {
          200: Type.Object({
            recipes: Type.Array(RECIPE_SUMMARY),
            nextMarker: Type.Union([Type.String(), Type.Null()], {
              description: 'For the next page; null on the last one',
            }),
          }),
          ...refusals,
        },
      },
    },
    async (request) => {
      const { limit = 50, marker, allProjects = false } = request.query;
      const { items, more } = await recipes.recipeList(callerOf(request), {
        limit,
        allProjects,
        ...(marker !== undefined && { marker: recipeIdOf(marker) }),
      });
      const last = more ? items.at(-1) : undefined;
      return { recipes: items.map(renderSummary), nextMarker: last?.id ?? null };
    },
  );

  scope.post(
    '/recipes',
    {
      bodyLimit: DOCUMENT_BODY,
      schema: {
        tags,
        summary: 'Create a recipe',
        description: 'What is wrong with a document is said with its place. `docs/operations.md` has the format.',
        body: NEW_RECIPE,
        response: { 201: RECIPE, ...refusals },
      },
    },
    async (request, reply) =>
      reply.code(201).send(renderRecipe(await recipes.recipeCreate(callerOf(request), request.body))),
  );

  scope.get(
    '/recipes/:id',
    { schema: { ...one, summary: 'Show a recipe with its document', response: { 200: RECIPE, ...refusals } } },
    async (request) => renderRecipe(await recipes.recipeGet(callerOf(request), recipeIdOf(request.params.id))),
  );

  scope.patch(
    '/recipes/:id',
    {
      bodyLimit: DOCUMENT_BODY,
      schema: {
        ...one,
        summary: 'Rename a recipe, or write another revision of it',
        body: CHANGES,
        response: { 200: RECIPE, ...refusals },
      },
    },
    async (request) => {
      const { revision: expected, ...changes } = request.body;
      const wanted = { ...changes, ...(expected !== undefined && { expected }) };
      return renderRecipe(await recipes.recipeUpdate(callerOf(request), recipeIdOf(request.params.id), wanted));
    },
  );

  scope.delete(
    '/recipes/:id',
    {
      schema: {
        ...one,
        summary: 'Delete a recipe; its runs stay, with what they were run by',
        response: { 204: Type.Unsafe<undefined>({ type: 'null', description: 'It is gone' }), ...refusals },
      },
    },
    async (request, reply) => {
      await recipes.recipeDelete(callerOf(request), recipeIdOf(request.params.id));
      return await reply.code(204).send();
    },
  );
}
