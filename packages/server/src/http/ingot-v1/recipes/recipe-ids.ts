import { IngotError } from '../../../kernel/errors.ts';
import { parseRecipeId, parseRecipeRunId, type RecipeId, type RecipeRunId } from '../../../kernel/ids.ts';

/** The recipe that a path or a body names. @throws `not-found` for what is no id, as for an id of none. */
export function recipeIdOf(text: string): RecipeId {
  const id = parseRecipeId(text);
  if (id === null) throw new IngotError('not-found', `No recipe found with ID ${text}.`);
  return id;
}

/** As `recipeIdOf`. @throws `not-found`. */
export function runIdOf(text: string): RecipeRunId {
  const id = parseRecipeRunId(text);
  if (id === null) throw new IngotError('not-found', `No run of a recipe found with ID ${text}.`);
  return id;
}
