import { pages } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { list } from '../../output/output.ts';
import { findRecipe } from './find-recipe.ts';
import { RUN_COLUMNS } from './run-columns.ts';

export const recipeRuns = defineCommand({
  arguments: [],
  options: { recipe: { kind: 'text', value: 'RECIPE', help: 'recipe-runs.recipe', complete: 'recipe' } },
  run: async ({ options: { recipe } }, context) => {
    const { client } = await context.access();
    const only = recipe === undefined ? {} : { recipe: (await findRecipe(client, recipe)).id };
    const runs = pages(async ({ marker }) => {
      const query = { limit: 100, ...only, ...(marker !== undefined && { marker }) };
      const page = await client.call('get', '/api/v1/recipe-runs', { query });
      return { items: page.runs, next: page.nextMarker };
    });
    return list(runs, RUN_COLUMNS);
  },
});
