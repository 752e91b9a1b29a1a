import type { Verdict } from '@ingot/inspector';
import { EXIT, type ExitStatus } from '../command/failure.ts';

/** How a program ends that has judged: a script may go on only where every profile that was asked is passed. */
export function verdictStatus(results: readonly { readonly verdict: Verdict }[]): ExitStatus {
  if (results.some(({ verdict }) => verdict === 'fail')) return EXIT.unmet;
  return results.some(({ verdict }) => verdict === 'unknown') ? EXIT.unknown : EXIT.done;
}
