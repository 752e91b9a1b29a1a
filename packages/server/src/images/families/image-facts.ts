/**
 * What families know of an image. It is kept as properties of the image, so that every client of the Image API sees it,
 * that it is in the label of its content when the database is lost, and that it goes through the trash with the image.
 *
 *     family                     clients    the family that it belongs to, in its project
 *     ingot_optimized            clients    `true`: its layer is kept ready
 *     ingot_target_format        clients    `raw`: what comes is converted before the image is active
 *     ingot_keep_original        clients    `false`: what has been converted is not kept as it came
 *     ingot_original             Ingot      the image that has the bytes as they came
 *     ingot_converted            Ingot      on that one: the image that was made of them
 *     ingot_prepared_from        Ingot      the image that it is a corrected copy of
 *     ingot_release              clients    `held`: not the latest of its family, however new it is
 *                                Ingot      `unchecked`: not the latest until it has passed what its project asks for;
 *                                           since when it counts as released, once it was promoted
 *     ingot_deprecated_at        Ingot      from then on it should not be used for anything new
 *     ingot_obsolete_at          Ingot      from then on it must not be
 *     ingot_replacement          Ingot      the image to use instead
 *     ingot_deprecation_reason   Ingot      why
 *     ingot_suggested            Ingot      names of what Ingot has said of it, or somebody has taken away: not to be said again
 *     ingot_compliance_PROFILE   Ingot      `pass`, `fail` or `unknown`: what it came to when it was last checked
 *
 * Times are written as RFC 3339 in UTC. A state that changes by the clock is never stored, only when it changes.
 */
import { parseFamilyName, parseImageId, type FamilyName, type ImageId } from '../../kernel/ids.ts';
import { IngotError } from '../../kernel/errors.ts';

type Properties = Readonly<Record<string, string>>;

/** Names that begin so are facts, and no others may be made up. */
export const FACT_PREFIX = 'ingot_';

const FAMILY = 'family';
const OPTIMIZED = `${FACT_PREFIX}optimized`;
const RELEASE = `${FACT_PREFIX}release`;
const DEPRECATED_AT = `${FACT_PREFIX}deprecated_at`;
const OBSOLETE_AT = `${FACT_PREFIX}obsolete_at`;
const REPLACEMENT = `${FACT_PREFIX}replacement`;
const REASON = `${FACT_PREFIX}deprecation_reason`;
const SUGGESTED = `${FACT_PREFIX}suggested`;
const COMPLIANCE = `${FACT_PREFIX}compliance_`;
const HELD = 'held';
const UNCHECKED = 'unchecked';
const PREPARED_FROM = `${FACT_PREFIX}prepared_from`;
export const TARGET_FORMAT = `${FACT_PREFIX}target_format`;
export const KEEP_ORIGINAL = `${FACT_PREFIX}keep_original`;

/** Times in milliseconds since the epoch. */
export interface Deprecation {
  readonly deprecatedAt: number | null;
  readonly obsoleteAt: number | null;
  readonly replacementId: ImageId | null;
  readonly reason: string | null;
}

export const NOT_DEPRECATED: Deprecation = { deprecatedAt: null, obsoleteAt: null, replacementId: null, reason: null };

/** Null also for a value that is no name of a family, from before there were rules. */
export function familyOf({ properties }: { readonly properties: Properties }): FamilyName | null {
  return parseFamilyName(own(properties, FAMILY) ?? '');
}

export function isOptimized({ properties }: { readonly properties: Properties }): boolean {
  return own(properties, OPTIMIZED) === 'true';
}

/** Since when it can be the latest of its family; null while it is held back. */
export function releasedAtOf(image: { readonly properties: Properties; readonly createdAt: number }): number | null {
  const release = own(image.properties, RELEASE);
  if (release === HELD || release === UNCHECKED) return null;
  return timeOf(release) ?? image.createdAt;
}

/** Whether it waits until it has passed what its project asks for. */
export function isUnchecked({ properties }: { readonly properties: Properties }): boolean {
  return own(properties, RELEASE) === UNCHECKED;
}

export function deprecationOf({ properties }: { readonly properties: Properties }): Deprecation {
  return {
    deprecatedAt: timeOf(own(properties, DEPRECATED_AT)),
    obsoleteAt: timeOf(own(properties, OBSOLETE_AT)),
    replacementId: parseImageId(own(properties, REPLACEMENT) ?? ''),
    reason: own(properties, REASON) ?? null,
  };
}

export function withOptimized(properties: Properties, optimized: boolean): Properties {
  return revised(properties, { [OPTIMIZED]: optimized ? 'true' : null });
}

export function withRelease(properties: Properties, at: number): Properties {
  return revised(properties, { [RELEASE]: new Date(at).toISOString() });
}

export function withUnchecked(properties: Properties): Properties {
  return revised(properties, { [RELEASE]: UNCHECKED });
}

/** Released as if nothing had been said of it: since it was made. */
export function withoutRelease(properties: Properties): Properties {
  return revised(properties, { [RELEASE]: null });
}

/** Names of properties are words with underscores. */
export function withVerdicts(properties: Properties, verdicts: readonly (readonly [string, string])[]): Properties {
  const facts = verdicts.map(([profile, verdict]) => [`${COMPLIANCE}${profile.replaceAll('-', '_')}`, verdict]);
  return revised(properties, Object.fromEntries(facts));
}

/** Names that Ingot does not suggest any more. */
export function settledNames({ properties }: { readonly properties: Properties }): ReadonlySet<string> {
  return new Set((own(properties, SUGGESTED) ?? '').split(',').filter(Boolean));
}

export function withSettled(properties: Properties, names: readonly string[]): Properties {
  const all = new Set([...settledNames({ properties }), ...names]);
  return revised(properties, { [SUGGESTED]: [...all].toSorted().join(',') });
}

export function withDeprecation(properties: Properties, deprecation: Deprecation): Properties {
  const { deprecatedAt, obsoleteAt, replacementId, reason } = deprecation;
  return revised(properties, {
    [DEPRECATED_AT]: deprecatedAt === null ? null : new Date(deprecatedAt).toISOString(),
    [OBSOLETE_AT]: obsoleteAt === null ? null : new Date(obsoleteAt).toISOString(),
    [REPLACEMENT]: replacementId,
    [REASON]: reason,
  });
}

/** Of a corrected copy. */
export function preparedFrom(source: ImageId): Properties {
  return { [PREPARED_FROM]: source };
}

/** What another image made of this one has of its properties. */
export function withoutFacts(properties: Properties): Properties {
  const free = Object.entries(properties).filter(([name]) => name !== FAMILY && !name.startsWith(FACT_PREFIX));
  return Object.fromEntries(free);
}

/**
 * Refuses what a client may not make of the facts of an image: `invalid` for values, `forbidden` for what only Ingot
 * sets. What stays as it is, is not looked at.
 */
export function checkFacts(properties: Properties, present: Properties): void {
  for (const name of new Set([...Object.keys(properties), ...Object.keys(present)])) {
    const value = own(properties, name);
    if (value === own(present, name)) continue;
    if (name === FAMILY) checkFamily(value);
    else if (name === OPTIMIZED) checkWord(name, value, ['true', 'false']);
    else if (name === TARGET_FORMAT) checkWord(name, value, ['raw']);
    else if (name === KEEP_ORIGINAL) checkWord(name, value, ['true', 'false']);
    else if (name === RELEASE) checkWord(name, value, [HELD]);
    else if (name.startsWith(FACT_PREFIX)) {
      const where = name.startsWith(COMPLIANCE) || name === SUGGESTED ? 'reports' : 'deprecation';
      throw new IngotError('forbidden', `The property ${name} is set by Ingot: see /api/v1/images/{id}/${where}.`);
    }
  }
}

function checkFamily(value: string | undefined): void {
  if (value === undefined || parseFamilyName(value) !== null) return;
  throw new IngotError(
    'invalid',
    `"${value}" is no name of a family: 3 to 63 of a-z, 0-9 and hyphens, a letter first and no hyphen last.`,
  );
}

function checkWord(name: string, value: string | undefined, words: readonly string[]): void {
  if (value === undefined || words.includes(value)) return;
  throw new IngotError('invalid', `The property ${name} has to be ${words.join(' or ')}, or not there.`);
}

/** Null takes one away. */
function revised(properties: Properties, changes: Readonly<Record<string, string | null>>): Properties {
  const next = new Map<string, string>(Object.entries(properties));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
}

function own(properties: Properties, name: string): string | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** Null for none, and for what is no time. */
function timeOf(text: string | undefined): number | null {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? null : time;
}
