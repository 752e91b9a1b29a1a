/** The word that was probably meant: the one with the fewest changed letters, at most a third of them. Null when none is near. */
export function closest(written: string, words: readonly string[]): string | null {
  const near = words
    .map((word) => ({ word, distance: word.startsWith(written) && written !== '' ? 0 : changes(written, word) }))
    .filter(({ word, distance }) => distance <= Math.ceil(word.length / 3))
    .toSorted((a, b) => a.distance - b.distance);
  return near[0]?.word ?? null;
}

/** Levenshtein's distance: letters to add, remove or replace. */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [line, letter] of from.split('').entries()) {
    const next = [line + 1];
    for (const [column, other] of to.split('').entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
