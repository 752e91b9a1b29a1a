import type { Check } from './check.ts';
import type { Profile } from './profile.ts';

/** Whether a profile asks what only a boot shows, so that it takes a boot test. */
export function isBootProfile({ rules }: Pick<Profile, 'rules'>): boolean {
  return rules.some(({ check }) => asksOfBoot(check));
}

function asksOfBoot(check: Check): boolean {
  if (check.check === 'all' || check.check === 'any') return check.of.some(asksOfBoot);
  return check.check === 'not' ? asksOfBoot(check.of) : check.check === 'boot';
}
