import { defineCommand } from '../../command/command.ts';
import type { CommandContext } from '../../command/context.ts';
import { CommandError, EXIT } from '../../command/failure.ts';
import { message } from '../../messages/message.ts';
import { findImage } from '../image/find-image.ts';
import { findRecipe } from './find-recipe.ts';
import { followRun } from './follow-run.ts';
import { isRecipeFile, readRecipe } from './recipe-file.ts';
import { runRecord } from './run-columns.ts';

export const recipeRun = defineCommand({
  arguments: [{ name: 'recipe', help: 'recipe-run.recipe', complete: 'recipe' }],
  options: {
    base: { kind: 'text', value: 'IMAGE', help: 'recipe-run.base', complete: 'image' },
    iso: { kind: 'text', value: 'IMAGE', help: 'recipe-run.iso', complete: 'image' },
    var: { kind: 'pairs', value: 'NAME=VALUE', help: 'recipe-run.var' },
    secret: { kind: 'texts', value: 'NAME', help: 'recipe-run.secret' },
    wait: { kind: 'flag', help: 'recipe-run.wait' },
  },
  notes: 'recipe-run.notes',
  run: async ({ arguments: { recipe }, options }, context) => {
    const { base, iso, secret, wait } = options;
    if (base !== undefined && iso !== undefined) throw new CommandError(EXIT.usage, message('recipe-run.two-bases'));
    const document = (await isRecipeFile(recipe)) ? await readRecipe(recipe) : null;
    const variables = { ...options.var, ...(await secretsOf(secret, context)) };
    const { client } = await context.access();
    const body = {
      ...(document === null ? { recipe: (await findRecipe(client, recipe)).id } : { document }),
      variables,
      ...(base !== undefined && { base: { image: (await findImage(client, base)).id } }),
      ...(iso !== undefined && { base: { iso: (await findImage(client, iso)).id } }),
    };
    const { id } = await client.call('post', '/api/v1/recipe-runs', { body });
    if (wait) return runRecord(await followRun(id, context));
    return runRecord(await client.call('get', '/api/v1/recipe-runs/{id}', { path: { id } }));
  },
});

/** Out of the environment, else asked for at the terminal: a command line is seen by everybody on the machine. */
async function secretsOf(
  names: readonly string[],
  { surroundings, input, progress }: CommandContext,
): Promise<Readonly<Record<string, string>>> {
  const secrets: Record<string, string> = {};
  for (const name of names) {
    const held = surroundings.environment[name];
    if (held === undefined && !input.isTerminal) {
      throw new CommandError(EXIT.usage, message('recipe-run.no-secret', { name }));
    }
    if (held === undefined) progress.tell(message('recipe-run.asks', { name }));
    secrets[name] = held ?? (await input.ask('ask.recipe-secret', { secret: true }));
  }
  return secrets;
}
