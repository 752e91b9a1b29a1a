import { Compile } from 'typebox/compile';
import type { Check } from './check.ts';
import { toRegExp } from './patterns.ts';
import { PROFILE, type Profile } from './profile.ts';

/** How deeply checks may be combined. */
const MAX_DEPTH = 8;

const shape = Compile(PROFILE);

/** Why a text is no profile: a sentence that names the place. */
export class ProfileError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ProfileError';
  }
}

/**
 * A profile from JSON that somebody wrote.
 *
 * @throws ProfileError with the first thing that is wrong: its form, a rule that is there twice, a pattern that is no
 *   regular expression, checks that are combined too deeply.
 */
export function parseProfile(value: unknown): Profile {
  if (!shape.Check(value)) {
    const [first] = shape.Errors(value);
    throw new ProfileError(`Not a profile: ${first ? `${first.instancePath || '/'} ${first.message}` : 'wrong form'}.`);
  }
  const profile: Profile = value;
  const seen = new Set<string>();
  for (const { id, check } of profile.rules) {
    if (seen.has(id)) throw new ProfileError(`Profile ${profile.id} has the rule ${id} twice.`);
    seen.add(id);
    requireSound(check, `Rule ${id} of profile ${profile.id}`, 0);
  }
  return profile;
}

function requireSound(check: Check, where: string, depth: number): void {
  if (depth > MAX_DEPTH) throw new ProfileError(`${where} combines checks more than ${MAX_DEPTH} deep.`);
  if (check.check === 'all' || check.check === 'any') {
    for (const each of check.of) requireSound(each, where, depth + 1);
  } else if (check.check === 'not') requireSound(check.of, where, depth + 1);
  else {
    for (const pattern of patternsOf(check)) {
      try {
        toRegExp(pattern);
      } catch (error) {
        throw new ProfileError(`${where} has "${pattern}", which is no regular expression.`, error);
      }
    }
  }
}

function patternsOf(check: object): readonly string[] {
  return Object.entries(check).flatMap(([name, value]: [string, unknown]) =>
    PATTERN_NAMES.has(name) && typeof value === 'string' ? [value] : [],
  );
}

/** Parts of checks that are patterns. */
const PATTERN_NAMES: ReadonlySet<string> = new Set(['pattern', 'matching', 'version', 'edition', 'target', 'matches']);
