import type { ProfileResult, Verdict } from '@ingot/inspector';
import type { Kysely, Transaction } from 'kysely';
import type { Image, TreeRoot, UnmetProfile } from '../images/index.ts';
import { policyFind } from './image-policy.sql.ts';
import type { InspectionTables } from './inspection-tables.sql.ts';
import type { Profiles } from './profiles.ts';
import type { ProfileKey } from './report.ts';

/** By the hash of the profile; without those that have no result. */
export async function verdictsFind(
  kysely: Kysely<InspectionTables>,
  root: TreeRoot,
  keys: readonly ProfileKey[],
): Promise<ReadonlyMap<string, Verdict>> {
  if (keys.length === 0) return new Map();
  const rows = await kysely
    .selectFrom('inspection_result')
    .select(['profile_hash', 'subject', 'verdict'])
    .where('root', '=', root)
    .where(
      'profile_hash',
      'in',
      keys.map(({ hash }) => hash),
    )
    .execute();
  const asked = rows.filter((row) =>
    keys.some(({ hash, subject }) => hash === row.profile_hash && subject === row.subject),
  );
  return new Map(asked.map((row) => [row.profile_hash, row.verdict]));
}

/** Rules that a message names at most; the report has all. */
const NAMED_RULES = 5;

/**
 * The profiles that the project of an image asks for and its disk has not passed. One that is not there any more is not
 * passed either: who takes a profile away has to change the policies that ask for it.
 *
 * @param root of its disk; null while there is none.
 */
export async function profilesUnmet(
  kysely: Kysely<InspectionTables> | Transaction<InspectionTables>,
  profiles: Profiles,
  image: Pick<Image, 'ownerId' | 'diskFormat'>,
  root: TreeRoot | null,
): Promise<readonly UnmetProfile[]> {
  const policy = await policyFind(kysely, image.ownerId);
  const unmet: UnmetProfile[] = [];
  for (const id of policy?.required ?? []) {
    const key = profiles.keyOf(id, image);
    const row =
      key && root
        ? await kysely
            .selectFrom('inspection_result')
            .select(['verdict', 'result'])
            .where('root', '=', root)
            .where('profile_hash', '=', key.hash)
            .where('subject', '=', key.subject)
            .executeTakeFirst()
        : undefined;
    if (row?.verdict !== 'pass')
      unmet.push({ id, verdict: row?.verdict ?? null, rules: row ? broken(row.result) : [] });
  }
  return unmet;
}

function broken(result: string): readonly string[] {
  // Written by `reportFinish`, and by nobody else.
  const { rules, verdict } = JSON.parse(result) as ProfileResult;
  return rules
    .filter(({ outcome }) => outcome === verdict)
    .slice(0, NAMED_RULES)
    .map(({ rule }) => rule);
}
