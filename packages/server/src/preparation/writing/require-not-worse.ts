import type { Outcome, ProfileResult } from '@ingot/inspector';
import { IngotError } from '../../kernel/errors.ts';

const MET: ReadonlySet<Outcome> = new Set(['pass', 'not-applicable']);

/** That no rule that was met before is not met now. @throws `conflict` */
export function requireNotWorse(before: readonly ProfileResult[], after: readonly ProfileResult[]): void {
  for (const { profile, rules } of before) {
    const now = after.find((each) => each.profile === profile)?.rules ?? [];
    for (const { rule, outcome } of rules) {
      const then = now.find((each) => each.rule === rule)?.outcome ?? 'unknown';
      if (MET.has(outcome) && !MET.has(then)) {
        throw new IngotError(
          'conflict',
          `The copy would be worse: it does not meet ${profile}/${rule}. It was not kept.`,
        );
      }
    }
  }
}
