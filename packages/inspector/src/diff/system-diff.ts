import { known, unknown, type Fact } from '../guest/fact.ts';
import type { Guest } from '../guest/guest.ts';
import { shown } from '../report/shown.ts';
import { changedFacts, factsOfSystem } from './changed-facts.ts';
import type { SystemDiff } from './disk-diff-schema.ts';
import { diffPackages } from './package-diff.ts';
import { diffServices } from './service-diff.ts';

/**
 * Compares the systems of two disks, each with the one on the part of the same name, or the only one left with the only one
 * left. One that has no other is compared with nothing.
 */
export function diffSystems(before: readonly Guest[], after: readonly Guest[]): SystemDiff[] {
  const same = before.flatMap((was) => after.filter(({ part }) => part === was.part).map((is) => ({ was, is })));
  const gone = before.filter((was) => !same.some((pair) => pair.was === was));
  const come = after.filter((is) => !same.some((pair) => pair.is === is));
  const [only, other] = [gone[0], come[0]];
  if (only !== undefined && other !== undefined && gone.length === 1 && come.length === 1) {
    return [...same, { was: only, is: other }].map(({ was, is }) => diffSystem(was, is));
  }
  return [
    ...same.map(({ was, is }) => diffSystem(was, is)),
    ...gone.map((was) => diffSystem(was, null)),
    ...come.map((is) => diffSystem(null, is)),
  ];
}

function diffSystem(was: Guest | null, is: Guest | null): SystemDiff {
  const none = known({ installed: [] });
  return {
    before: was && shown(was.part),
    after: is && shown(is.part),
    facts: changedFacts(factsOfSystem(was), factsOfSystem(is)),
    packages: ofBoth(was?.packages ?? none, is?.packages ?? none, diffPackages),
    services: ofBoth(was?.services ?? known([]), is?.services ?? known([]), diffServices),
  };
}

function ofBoth<T, Diff>(was: Fact<T>, is: Fact<T>, diff: (was: T, is: T) => Diff): Fact<Diff> {
  if (!was.known) return unknown(`Before: ${was.reason}`);
  return is.known ? known(diff(was.value, is.value)) : unknown(`After: ${is.reason}`);
}
