import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { recipesOf } from './find-recipe.ts';
import { RECIPE_COLUMNS } from './recipe-columns.ts';

export const recipeList = defineCommand({
  arguments: [],
  options: {},
  run: async (_, context) => {
    const { client } = await context.access();
    return list(recipesOf(client), RECIPE_COLUMNS);
  },
});
