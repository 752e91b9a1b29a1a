import type { Package } from '../../report/findings.ts';
import { cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { toRegExp } from '../patterns.ts';
import { sight } from '../sight.ts';
import { shown } from '../../report/shown.ts';
import type { Place } from '../subject.ts';

/** What is removed, or half there, is not installed. */
export async function lookAtPackage(check: LeafOf<'package'>, { guest }: Place): Promise<Answer> {
  if (!guest.packages.known) return cannotBeKnown(guest.packages.reason);
  const { installed, incomplete } = guest.packages.value;
  const matching = check.matching === undefined ? null : toRegExp(check.matching, { ignoreCase: true });
  const isMeant = ({ name }: Package): boolean => check.name?.includes(name) === true || matching?.test(name) === true;
  const found = installed.filter(isMeant);
  const version = check.version === undefined ? null : toRegExp(check.version);
  const right = found.filter((each) => version?.test(each.version) !== false);
  if (right.length > 0) return holds(right.map((each) => sight(each.name, 'installed', each.version)));
  if (found.length > 0) return holdsNot(found.map((each) => sight(each.name, 'wrong-version', each.version)));
  const half = incomplete.filter(isMeant);
  if (half.length > 0) return holdsNot(half.map((each) => sight(each.name, 'half-installed', shown(each.state))));
  return holdsNot([sight(check.name?.join(', ') ?? check.matching ?? '', 'not-installed')]);
}
