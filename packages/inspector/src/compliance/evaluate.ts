import { type Answer, allOf, answered, anyOf, cannotBeKnown, not } from './answer.ts';
import type { Check } from './check.ts';
import { lookAt } from './checks/look-at.ts';
import { profileHash } from './profile-hash.ts';
import type { Applies, Profile, Rule } from './profile.ts';
import type { Outcome, ProfileResult, RuleResult, Verdict } from './result.ts';
import type { Place, Subject } from './subject.ts';

/** Asks every rule of a profile. What the disk does not let be known is `unknown`; only a mistake of ours throws. */
export async function evaluate(profile: Profile, subject: Subject): Promise<ProfileResult> {
  const rules: RuleResult[] = [];
  for (const rule of profile.rules) rules.push(await evaluateRule(rule, subject));
  return {
    profile: profile.id,
    version: profile.version,
    hash: profileHash(profile),
    verdict: verdictOf(profile, rules),
    rules,
  };
}

/** The result of a profile that could not be asked at all. @param reason a sentence. */
export function unknownResult(profile: Profile, reason: string): ProfileResult {
  const rules = profile.rules.map((rule) => resultOf(rule, cannotBeKnown(reason)));
  return { profile: profile.id, version: profile.version, hash: profileHash(profile), verdict: 'unknown', rules };
}

/**
 * A disk without a system that is known here passes nothing, whatever the rule: where none was found, one may be there
 * that could not be.
 */
async function evaluateRule(rule: Rule, { guests, ...around }: Subject): Promise<RuleResult> {
  if (guests.length === 0) return resultOf(rule, cannotBeKnown('No operating system was found on the disk.'));
  const answers: Answer[] = [];
  for (const guest of guests) {
    const place: Place = { ...around, guest };
    const applies = doesApply(rule.applies, place);
    if (applies === 'unknown') answers.push(cannotBeKnown('It is not known what system this is.'));
    else if (applies) answers.push(await ask(rule.check, place));
  }
  return answers.length === 0
    ? { rule: rule.id, outcome: 'not-applicable', evidence: [], reasons: [] }
    : resultOf(rule, allOf(answers));
}

function doesApply(applies: Applies | undefined, { guest }: Place): boolean | 'unknown' {
  if (applies?.family !== undefined && applies.family !== guest.family) return false;
  if (applies?.id === undefined) return true;
  if (!guest.os.known) return 'unknown';
  const { value: os } = guest.os;
  return os.family === 'linux' && applies.id.includes(os.id);
}

async function ask(check: Check, place: Place): Promise<Answer> {
  if (!('of' in check)) return answered(() => lookAt(check, place));
  if (check.check === 'not') return not(await ask(check.of, place));
  const answers: Answer[] = [];
  for (const each of check.of) answers.push(await ask(each, place));
  return check.check === 'all' ? allOf(answers) : anyOf(answers);
}

function resultOf(rule: Rule, { holds, evidence, reasons }: Answer): RuleResult {
  const unmet: Outcome = rule.severity === 'requirement' ? 'fail' : 'warn';
  const outcome = holds === 'unknown' ? 'unknown' : holds ? 'pass' : unmet;
  return { rule: rule.id, outcome, evidence: [...evidence], reasons: [...reasons] };
}

/** Recommendations never decide; a profile none of whose requirements applies is not passed but unknown. */
function verdictOf(profile: Profile, results: readonly RuleResult[]): Verdict {
  const required = results.filter((_, index) => profile.rules[index]?.severity === 'requirement');
  if (required.some(({ outcome }) => outcome === 'fail')) return 'fail';
  if (required.some(({ outcome }) => outcome === 'unknown')) return 'unknown';
  return required.some(({ outcome }) => outcome === 'pass') ? 'pass' : 'unknown';
}
