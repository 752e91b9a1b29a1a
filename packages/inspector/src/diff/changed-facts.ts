import { isDeepStrictEqual } from 'node:util';
import { known, type Fact } from '../guest/fact.ts';
import type { Guest } from '../guest/guest.ts';
import type { Findings } from '../report/findings.ts';
import type { ChangedFact } from './disk-diff-schema.ts';
import { FACTS, type FactName } from './fact-names.ts';

type Facts = Readonly<Partial<Record<FactName, Fact<string | null>>>>;

/** Those of a disk: its size in bytes, its partition table, what it starts with. */
export function factsOfDisk({ layout, firmware }: Findings): Facts {
  return {
    size: known(String(layout.size)),
    'partition-table': known(layout.table),
    firmware: of(firmware, ({ bios, uefi }) => [bios ? 'bios' : '', uefi ? 'uefi' : ''].filter(Boolean).join(', ')),
  };
}

/** Those of a system; null for one that is not there. */
export function factsOfSystem(guest: Pick<Guest, 'os' | 'architecture'> | null): Facts {
  const os = guest?.os ?? known(null);
  return {
    system: of(os, (value) => value?.name ?? null),
    version: of(os, (value) => value?.version ?? null),
    edition: of(os, (value) => value?.edition ?? null),
    build: of(os, (value) => value?.build ?? null),
    architecture: guest?.architecture ?? known(null),
  };
}

/** What is not known of either to be the same, in the order of `FACTS`. */
export function changedFacts(before: Facts, after: Facts): ChangedFact[] {
  return FACTS.flatMap((name) => {
    const [was, is] = [before[name] ?? known(null), after[name] ?? known(null)];
    return was.known && is.known && isDeepStrictEqual(was, is) ? [] : [{ fact: name, before: was, after: is }];
  });
}

function of<T>(found: Fact<T>, word: (value: T) => string | null): Fact<string | null> {
  if (!found.known) return found;
  const said = word(found.value);
  return known(said === '' ? null : said);
}
