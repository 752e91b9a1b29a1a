import type { Findings } from '../../report/findings.ts';

/** Findings of a disk of which nothing was found but these sentences. */
export function findingsOf(...warnings: string[]): Findings {
  return {
    layout: { size: 0, table: null, parts: [], warnings, usedEnd: 0 },
    firmware: { known: false, reason: 'It was not looked for.' },
    systems: [],
  };
}
