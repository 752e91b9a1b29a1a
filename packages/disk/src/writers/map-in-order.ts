/**
 * Works on several items at a time and hands the results out in the order of the items. @param most at a time.
 *
 * @throws what the items or the work throw, in their turn.
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item>,
  most: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Met in its turn; until then it is not an unhandled one.
    result.catch(() => undefined);
    running.push(result);
    const first = running.length > most ? running.shift() : undefined;
    if (first) yield await first;
  }
  for (const result of running) yield await result;
}
