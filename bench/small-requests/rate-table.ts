import { figure, table } from '../table.ts';
import type { Rate } from './wrk.ts';

/** One kind of request and what each contestant made of it; the first one's ratios are told. */
export interface Comparison {
  readonly what: string;
  readonly rates: readonly Rate[];
}

/** @param names of the contestants, ours first */
export function rateTable(names: readonly string[], comparisons: readonly Comparison[]): string {
  const header = [
    'request',
    ...names.flatMap((name) => [`${name} /s`, 'p50 ms', 'p99 ms', 'CPU µs']),
    ...(names.length > 1 ? ['ratio', 'CPU ratio'] : []),
  ];
  const rows = comparisons.map(({ what, rates }) => {
    const [ours, theirs] = rates;
    return [
      what,
      ...rates.flatMap(({ perSecond, p50, p99, cpu }) => [perSecond, p50, p99, cpu].map(figure)),
      ...(ours && theirs ? [ours.perSecond / theirs.perSecond, theirs.cpu / ours.cpu].map(figure) : []),
    ];
  });
  return table(header, rows);
}
