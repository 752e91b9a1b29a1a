import { setImmediate as nextTurn } from 'node:timers/promises';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { CHUNK_SIZE } from '../chunk-id.ts';
import type { ChunkStore } from '../chunk-store.ts';
import { isChunkStoreError } from '../errors.ts';
import { RecurringEvent } from '../ingest/event.ts';
import { assertOnlyLive, liveRoots } from '../testing/assert-live.ts';
import { contentOf } from '../testing/content.ts';
import { closing, Death } from '../testing/death.ts';
import { faulty, type Hook } from '../testing/faulty.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** Sequences of rounds that are tried; set it to many for a night. */
const SEQUENCES = Number(process.env['INGOT_INTERLEAVINGS'] ?? 15);

const EVERYTHING = { aim: { of: 'wasteful packs', deadShare: 0 } } as const;

interface Upload {
  readonly does: 'upload';
  readonly chunks: readonly number[];
  readonly ends: 'kept' | 'given up' | 'aborted';
  /** Turns of the event loop from durable content to the reference to it. */
  readonly commitsAfter: number;
}

/** One of those who use the store at the same time. `after` is in calls to backend and index, by whomsoever. */
type Actor =
  | Upload
  | { readonly does: 'collect' | 'compact'; readonly after: number }
  | { readonly does: 'delete'; readonly which: number; readonly after: number };

interface Round {
  readonly actors: readonly Actor[];
  /** How many turns of the event loop the calls to backend and index are held up, over and over. */
  readonly delays: readonly number[];
  readonly death: { readonly moment: number; readonly late: boolean } | null;
}

const calls = fc.nat({ max: 40 });
const turnCount = fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 400 }));
const upload: fc.Arbitrary<Upload> = fc.record({
  does: fc.constant('upload' as const),
  chunks: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 10 }),
  ends: fc.constantFrom('kept' as const, 'kept' as const, 'given up' as const, 'aborted' as const),
  commitsAfter: fc.nat({ max: 3000 }),
});
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 3, arbitrary: upload },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('collect' as const, 'compact' as const), after: calls }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), which: fc.nat(), after: calls }) },
);
const round: fc.Arbitrary<Round> = fc.record({
  actors: fc.array(actor, { minLength: 2, maxLength: 7 }),
  delays: fc.array(turnCount, { minLength: 1, maxLength: 20 }),
  death: fc.oneof(fc.constant(null), fc.record({ moment: fc.integer({ min: 1, max: 100 }), late: fc.boolean() })),
});

/** One life of a process, and how far it has come. */
class Life {
  readonly #store: ChunkStore;
  readonly #live: Map<TreeRoot, Buffer>;
  readonly #progress: RecurringEvent;
  readonly #called: () => number;
  #uploads: number;

  constructor(
    store: ChunkStore,
    live: Map<TreeRoot, Buffer>,
    progress: RecurringEvent,
    called: () => number,
    uploads: number,
  ) {
    this.#store = store;
    this.#live = live;
    this.#progress = progress;
    this.#called = called;
    this.#uploads = uploads;
  }

  async act(one: Actor): Promise<void> {
    if (one.does === 'upload') {
      await this.#upload(one).finally(() => {
        this.#uploads -= 1;
        this.#progress.happen();
      });
      return;
    }
    while (this.#called() < one.after && this.#uploads > 0) await this.#progress.next();
    if (one.does === 'collect') await onlyOne(this.#store.collect(() => liveRoots(this.#live)));
    else if (one.does === 'compact') await onlyOne(this.#store.compact(EVERYTHING));
    else if (one.does === 'delete') this.#delete(one.which);
  }

  async #upload(one: Upload): Promise<void> {
    const content = contentOf(one.chunks);
    const ingest = await this.#store.ingest();
    for (let start = 0; start < content.length; start += CHUNK_SIZE) {
      await ingest.write(content.subarray(start, start + CHUNK_SIZE));
    }
    if (one.ends === 'aborted') return ingest.abort();
    const { root, release } = await ingest.finish();
    await turns(one.commitsAfter);
    if (one.ends === 'kept') this.#live.set(root, content);
    await release();
  }

  #delete(which: number): void {
    const root = [...this.#live.keys()][which % Math.max(this.#live.size, 1)];
    if (root) this.#live.delete(root);
  }
}

/** Of two at once the second is refused. */
async function onlyOne(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isChunkStoreError(error, 'busy')) throw error;
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

async function play({ actors, delays, death }: Round, temporary: TemporaryStore, live: Map<TreeRoot, Buffer>) {
  const dying = new Death(death?.moment ?? 0, death?.late ?? false);
  const progress = new RecurringEvent();
  let called = 0;
  const before: Hook = async (method, parameters) => {
    called += 1;
    progress.happen();
    await turns(delays[called % delays.length] ?? 0);
    await dying.before(method, parameters);
  };
  const { backend, closeFiles } = closing(temporary.backend);
  const store = await temporary.reopen({
    backend: faulty(backend, before, dying.after),
    index: faulty(temporary.index, before, dying.after),
  });
  const uploads = actors.filter(({ does }) => does === 'upload').length;
  const life = new Life(store, live, progress, () => called, uploads);
  const outcomes = await Promise.allSettled(actors.map((one) => life.act(one)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed && !dying.happened) throw failed.reason;
  await store.close();
  await assertOnlyLive(temporary, live);
  await closeFiles();
}

it('uploads, re-use, deletion, collection, compaction and crashes leave the live content in whatever order they come', async () => {
  const temporary = await temporaryStore({ workers: 1 });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 4 }), async (rounds) => {
        const live = new Map<TreeRoot, Buffer>();
        for (const one of rounds) await play(one, temporary, live);
        await assertOnlyLive(temporary, new Map());
      }),
      { numRuns: SEQUENCES, endOnFailure: true },
    );
  } finally {
    await temporary.remove();
  }
});
