/**
 * Maps a sequence, one step ahead of its consumer while that is wanted: while one result is used the next is being made.
 * A failure is met when its turn comes, and whoever stops early leaves nothing behind but the one load under way.
 *
 * @param wanted asked before each load whether to go ahead; otherwise it begins when the consumer comes for it.
 */
export async function* readAhead<Item, Result>(
  items: AsyncIterable<Item>,
  load: (item: Item) => Promise<Result>,
  wanted: () => boolean,
): AsyncGenerator<Result> {
  let ahead: Promise<Result> | null = null;
  for await (const item of items) {
    if (!wanted()) {
      if (ahead) yield await ahead;
      ahead = null;
      yield await load(item);
      continue;
    }
    const next = load(item);
    // Met below when it is awaited; not an unhandled one until then, nor if nobody comes back for it.
    next.catch(() => undefined);
    if (ahead) yield await ahead;
    ahead = next;
  }
  if (ahead) yield await ahead;
}
