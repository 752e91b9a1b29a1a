import { IngotError } from '../../kernel/errors.ts';

/** @param where a JSON pointer into the recipe. @param what rest of a sentence that begins with it. */
export function wrongIn(where: string, what: string): IngotError {
  return new IngotError('invalid', `Not a recipe: ${where} ${what}.`);
}
