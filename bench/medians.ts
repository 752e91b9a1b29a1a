/** Of at least one number; of an even count the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/** Figures by name, the same names in each measurement. */
export type Figures = Readonly<Record<string, number>>;

/** The median of each figure by itself. */
export function medians<Measured extends Figures>(measurements: readonly Measured[]): Measured {
  const [first] = measurements;
  if (!first) throw new Error('nothing was measured');
  const names = Object.keys(first);
  return Object.fromEntries(
    names.map((name) => [name, median(measurements.map((one) => one[name] ?? Number.NaN))]),
  ) as Measured;
}

/**
 * Measures all contestants in turn, again and again, so that what disturbs the machine for a while disturbs them alike.
 *
 * @returns the medians, in the order of the contestants
 */
export async function alternate<Subject, Measured extends Figures>(
  rounds: number,
  contestants: readonly Subject[],
  measure: (contestant: Subject) => Promise<Measured>,
): Promise<Measured[]> {
  const measured = contestants.map((): Measured[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) measured[index]?.push(await measure(contestant));
  }
  return measured.map((all) => medians(all));
}
