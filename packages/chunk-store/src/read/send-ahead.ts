import type { ReadAhead } from './read-ahead.ts';
import type { ByteSink } from './tree-reader.ts';

/** Bytes that are lent until they are released. */
export interface LentBytes {
  readonly pieces: readonly Buffer[];
  /** To be called once. */
  readonly release: () => void;
}

interface Sending<Item> {
  readonly load: (item: Item) => Promise<LentBytes>;
  readonly sink: ByteSink;
  /** Asked at each item, how many may be held: see `ReadAhead`. */
  readonly windows: () => ReadAhead['windows'];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Loads a sequence and sends it on: while one part is on its way out, the next is being loaded, or is at the sink already and
 * the one after that is being loaded. What was lent is given back, whatever fails.
 *
 * @throws what `load` or `sink` throw, in their turn.
 */
export async function sendAhead<Item>(items: AsyncIterable<Item>, sending: Sending<Item>): Promise<void> {
  const outgoing = new Outgoing(sending.sink, sending.signal);
  let ahead: Promise<LentBytes> | null = null;
  try {
    for await (const item of items) {
      const windows = sending.windows();
      if (ahead && windows === 1) {
        await outgoing.pass(await ahead, 0);
        ahead = null;
      }
      const next = sending.load(item);
      // Met when its turn comes; until then it is not an unhandled one.
      next.catch(() => undefined);
      const current: Promise<LentBytes> | null = windows === 1 ? next : ahead;
      ahead = windows === 1 ? null : next;
      if (current) await outgoing.pass(await current, windows === 3 ? 1 : 0);
    }
    if (ahead) {
      const last = await ahead;
      ahead = null;
      await outgoing.pass(last, 0);
    }
  } finally {
    ahead?.then(({ release }) => release()).catch(() => undefined);
    await outgoing.settled();
  }
}

/** What the sink has not given back yet. */
class Outgoing {
  readonly #sink: ByteSink;
  readonly #signal: AbortSignal | undefined;
  readonly #open: Promise<void>[] = [];

  constructor(sink: ByteSink, signal: AbortSignal | undefined) {
    this.#sink = sink;
    this.#signal = signal;
  }

  /** @param left calls of the sink that may be open when it resolves. */
  async pass(bytes: LentBytes, left: number): Promise<void> {
    const sent = this.#send(bytes);
    sent.catch(() => undefined);
    this.#open.push(sent);
    while (this.#open.length > left) {
      await this.#open[0];
      void this.#open.shift();
    }
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#open);
  }

  async #send({ pieces, release }: LentBytes): Promise<void> {
    try {
      this.#signal?.throwIfAborted();
      await this.#sink(pieces);
    } finally {
      release();
    }
  }
}
