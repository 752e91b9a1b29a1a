import { IngotError } from '../../kernel/errors.ts';
import type { RecipePlan } from './recipe-plan.ts';

/** What the variables of a recipe are in one run. */
export interface RunValues {
  /** Everybody who sees the run sees these. */
  readonly shown: ReadonlyMap<string, string>;
  /** Written nowhere. */
  readonly secret: ReadonlyMap<string, string>;
}

/** Shorter ones would be found in any text, and masking them would leave nothing of it. */
const LEAST_SECRET = 4;
const MAX_VALUE = 4096;

/**
 * @param given by whoever starts the run.
 * @throws IngotError `invalid` for one that there is no variable for, one that is missing, a value that none can have.
 */
export function runValues({ variables }: RecipePlan, given: Readonly<Record<string, string>>): RunValues {
  const unknown = Object.keys(given).find((name) => !variables.has(name));
  if (unknown !== undefined) throw new IngotError('invalid', `The recipe has no variable ${unknown}.`);
  const [shown, secret] = [new Map<string, string>(), new Map<string, string>()];
  for (const [name, variable] of variables) {
    const value = Object.hasOwn(given, name) ? given[name] : (variable.default ?? undefined);
    if (value === undefined) throw new IngotError('invalid', `The variable ${name} of the recipe needs a value.`);
    if (value.length > MAX_VALUE || value.includes('\0')) {
      throw new IngotError('invalid', `The value of ${name} is longer than ${MAX_VALUE} characters, or has a NUL.`);
    }
    if (variable.secret && value.length < LEAST_SECRET) {
      throw new IngotError('invalid', `The secret ${name} needs ${LEAST_SECRET} characters, so that it can be masked.`);
    }
    (variable.secret ? secret : shown).set(name, value);
  }
  return { shown, secret };
}
