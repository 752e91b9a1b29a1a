import { IngotError } from '../../../kernel/errors.ts';
import { parseRecipeId, type RecipeId } from '../../../kernel/ids.ts';

/** The recipe that a path or a body names. @throws `not-found` for what is no id, as for an id of none. */
export function recipeIdOf(text: string): RecipeId {
  const id = parseRecipeId(text);
  if (id === null) throw new IngotError('not-found', `No recipe found with ID ${text}.`);
  return id;
}
