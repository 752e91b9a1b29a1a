import { defineCommand } from '../../command/command.ts';
import { record } from '../../output/output.ts';
import { RECIPE_FIELDS } from './recipe-columns.ts';
import { readRecipe } from './recipe-file.ts';

export const recipeCreate = defineCommand({
  arguments: [
    { name: 'name', help: 'recipe-create.name' },
    { name: 'file', help: 'recipe-create.file', complete: 'file' },
  ],
  options: {},
  notes: 'recipe-create.notes',
  run: async ({ arguments: { name, file } }, context) => {
    const document = await readRecipe(file);
    const { client } = await context.access();
    return record(await client.call('post', '/api/v1/recipes', { body: { name, document } }), RECIPE_FIELDS);
  },
});
