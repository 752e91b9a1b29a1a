import { allOf, cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { toRegExp } from '../patterns.ts';
import { sight } from '../sight.ts';
import type { Place } from '../subject.ts';

/** The family is known of every guest; the rest as far as it says it. */
export async function lookAtSystem(check: LeafOf<'system'>, { guest }: Place): Promise<Answer> {
  if (check.family !== undefined && check.family !== guest.family) return holdsNot([sight(guest.family, 'system')]);
  if (!guest.os.known) {
    const asksMore = check.id !== undefined || check.version !== undefined || check.edition !== undefined;
    return asksMore ? cannotBeKnown(guest.os.reason) : holds([sight(guest.family, 'system')]);
  }
  const os = guest.os.value;
  const evidence = [sight(os.name, 'system', [os.version, os.edition].filter((part) => part !== null).join(', '))];
  const answer = (does: boolean): Answer => (does ? holds(evidence) : holdsNot(evidence));
  const said = (what: string, text: string | null, pattern: string): Answer =>
    text === null
      ? cannotBeKnown(`The system does not say its ${what}.`, evidence)
      : answer(toRegExp(pattern).test(text));
  const answers = [
    answer(check.id === undefined || (os.family === 'linux' && check.id.includes(os.id))),
    ...(check.version === undefined ? [] : [said('version', os.version, check.version)]),
    ...(check.edition === undefined ? [] : [said('edition', os.edition, check.edition)]),
  ];
  // They all saw the same.
  return { ...allOf(answers), evidence };
}
