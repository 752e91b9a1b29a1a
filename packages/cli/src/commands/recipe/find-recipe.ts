import { pages, type Answer, type ApiClient } from '@ingot/client';
import { isId, onlyOne } from '../../command/only-one.ts';
import { message } from '../../messages/message.ts';

export type RecipeSummary = Answer<'get', '/api/v1/recipes'>['recipes'][number];

export const RECIPE_ARGUMENT = { name: 'recipe', help: 'argument.recipe', complete: 'recipe' } as const;

/**
 * The recipe of this id or name.
 *
 * @throws CommandError `notFound`
 */
export async function findRecipe(client: ApiClient, nameOrId: string): Promise<RecipeSummary> {
  if (isId(nameOrId)) return client.call('get', '/api/v1/recipes/{id}', { path: { id: nameOrId } });
  return onlyOne(namedSo(client, nameOrId), nameOrId, message('recipe.unknown', { name: nameOrId }));
}

async function* namedSo(client: ApiClient, wanted: string): AsyncIterable<RecipeSummary> {
  for await (const recipe of recipesOf(client)) if (recipe.name === wanted) yield recipe;
}

/** The recipes of the project, asked for page by page as they are taken; by name. */
export function recipesOf(client: ApiClient): AsyncIterable<RecipeSummary> {
  return pages(async ({ marker }) => {
    const query = { limit: 100, ...(marker !== undefined && { marker }) };
    const { recipes, nextMarker } = await client.call('get', '/api/v1/recipes', { query });
    return { items: recipes, next: nextMarker };
  });
}
