import { defineCommand } from '../../command/command.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { record } from '../../output/output.ts';
import { findRecipe, RECIPE_ARGUMENT } from './find-recipe.ts';
import { RECIPE_FIELDS } from './recipe-columns.ts';
import { readRecipe } from './recipe-file.ts';

export const recipeSet = defineCommand({
  arguments: [RECIPE_ARGUMENT],
  options: {
    name: { kind: 'text', value: 'NAME', help: 'recipe-set.name' },
    file: { kind: 'text', value: 'FILE', help: 'recipe-set.file', complete: 'file' },
  },
  run: async ({ arguments: { recipe: nameOrId }, options: { name, file } }, context) => {
    if (name === undefined && file === undefined) {
      throw new CommandError(EXIT.usage, message('usage.nothing-to-change'));
    }
    const document = file === undefined ? undefined : await readRecipe(file);
    const { client } = await context.access();
    const { id } = await findRecipe(client, nameOrId);
    const body = { ...(name !== undefined && { name }), ...(document !== undefined && { document }) };
    return record(await client.call('patch', '/api/v1/recipes/{id}', { path: { id }, body }), RECIPE_FIELDS);
  },
});
