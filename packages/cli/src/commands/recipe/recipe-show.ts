import { defineCommand } from '../../command/command.ts';
import { record, text } from '../../output/output.ts';
import { findRecipe, RECIPE_ARGUMENT } from './find-recipe.ts';
import { RECIPE_FIELDS } from './recipe-columns.ts';

export const recipeShow = defineCommand({
  arguments: [RECIPE_ARGUMENT],
  options: { document: { kind: 'flag', help: 'recipe-show.document' } },
  run: async ({ arguments: { recipe: nameOrId }, options }, context) => {
    const { client } = await context.access();
    const { id } = await findRecipe(client, nameOrId);
    const recipe = await client.call('get', '/api/v1/recipes/{id}', { path: { id } });
    return options.document ? text(recipe.document) : record(recipe, RECIPE_FIELDS);
  },
});
