/**
 * The items of `source` until `signal` aborts; then it rejects at once with the signal's reason, also while the source
 * is stalled. The source is told to stop, and not waited for.
 */
export async function* abortable<Item>(source: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  const iterator = source[Symbol.asyncIterator]();
  let rejectNext: ((reason: unknown) => void) | null = null;
  const abort = (): void => rejectNext?.(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  let ended = false;
  try {
    for (;;) {
      signal.throwIfAborted();
      // A promise for each item: a race against one that lives as long as the stream would keep every item alive.
      const next = await new Promise<IteratorResult<Item>>((resolve, reject) => {
        rejectNext = reject;
        iterator.next().then(resolve, reject);
      });
      if (next.done) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    if (!ended) void iterator.return?.()?.catch(() => undefined);
  }
}
