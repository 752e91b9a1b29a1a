import { IngotError } from '../../kernel/errors.ts';

/** @param why with the place where it is. */
export function notARecipe(why: string, cause?: unknown): IngotError {
  return new IngotError('invalid', `Not a recipe: ${why}.`, cause === undefined ? {} : { cause });
}
