import type { Verdict } from '@ingot/inspector';
import type { TreeRoot } from '../../images/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import type { RecipePlan } from '../document/recipe-plan.ts';
import type { BuildContext } from './build-context.ts';
import type { StepLog } from './step-log.ts';

/** Ids of profiles and what the disk came to. */
export type Verdicts = readonly (readonly [profile: string, verdict: Verdict])[];

const VERDICT_SENTENCES: Readonly<Record<Verdict, (profile: string) => string>> = {
  pass: (profile) => `The disk passes ${profile}.`,
  fail: (profile) => `The disk fails ${profile}.`,
  unknown: (profile) => `It is not known whether the disk passes ${profile}.`,
};

/**
 * Looks at what was built, before it is an image.
 *
 * @throws `conflict` where it does not pass what it must, `invalid` for a profile that is not there any more; the signal's
 *   reason.
 */
export async function judgeDisk(
  { lookAt, profiles }: Pick<BuildContext, 'lookAt' | 'profiles'>,
  check: NonNullable<RecipePlan['check']>,
  root: TreeRoot,
  log: StepLog,
  signal: AbortSignal,
): Promise<Verdicts> {
  const wanted = check.profiles.map((id) => profiles.get(id));
  const image = { fileType: 'raw', parentFileType: null } as const;
  const { results } = await lookAt(root, { profiles: wanted, image, signal });
  const verdicts: [string, Verdict][] = [];
  for (const [index, { id }] of wanted.entries()) {
    const { verdict = 'unknown', rules = [] } = results[index] ?? {};
    verdicts.push([id, verdict]);
    await log.say(VERDICT_SENTENCES[verdict](id));
    for (const { rule, outcome } of rules) {
      if (outcome === 'fail') await log.say(`Rule ${rule} is broken.`);
      if (outcome === 'unknown') await log.say(`It is not known whether rule ${rule} is kept.`);
    }
  }
  const unmet = verdicts.filter(([, verdict]) => verdict !== 'pass').map(([id]) => id);
  if (check.mustPass && unmet.length > 0) {
    throw new IngotError('conflict', `The disk does not pass ${unmet.join(', ')}; its log names the rules.`);
  }
  return verdicts;
}
