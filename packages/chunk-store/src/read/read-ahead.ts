/**
 * Maps a sequence one step ahead of its consumer: while one result is used the next is being made. A failure is met
 * when its turn comes, and whoever stops early leaves nothing behind but the one load under way.
 */
export async function* readAhead<Item, Result>(
  items: AsyncIterable<Item>,
  load: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  let ahead: Promise<Result> | null = null;
  for await (const item of items) {
    const next = load(item);
    // Met below when it is awaited; not an unhandled one until then, nor if nobody comes back for it.
    next.catch(() => undefined);
    if (ahead) yield await ahead;
    ahead = next;
  }
  if (ahead) yield await ahead;
}
