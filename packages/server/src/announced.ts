import type { Change, Changes } from './changes/index.ts';

type Note = (change: Change) => void;

/**
 * Announces what was noted in a transaction, once it is committed.
 *
 * @param work is given what begins a list of notes: a transaction may run twice, and only its last run counts.
 */
export async function announced<Result>(
  changes: Changes,
  work: (begin: () => Note) => Promise<Result>,
): Promise<Result> {
  let noted: Change[] = [];
  const result = await work(() => {
    const fresh: Change[] = [];
    noted = fresh;
    return (change) => fresh.push(change);
  });
  for (const change of noted) changes.announce(change);
  return result;
}
