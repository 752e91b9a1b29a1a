import { defineCommand } from '../../command/command.ts';
import { message } from '../../messages/message.ts';
import { done } from '../../output/output.ts';
import { findRecipe, RECIPE_ARGUMENT } from './find-recipe.ts';

export const recipeDelete = defineCommand({
  arguments: [RECIPE_ARGUMENT],
  options: {},
  run: async ({ arguments: { recipe } }, context) => {
    const { client } = await context.access();
    const { id, name } = await findRecipe(client, recipe);
    await client.call('delete', '/api/v1/recipes/{id}', { path: { id } });
    return done(message('recipe.deleted', { name }), { id });
  },
});
