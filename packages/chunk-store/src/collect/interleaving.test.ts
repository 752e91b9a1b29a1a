import { setImmediate as nextTurn } from 'node:timers/promises';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { CHUNK_SIZE } from '../chunk-id.ts';
import type { ChunkStore } from '../chunk-store.ts';
import { assertOnlyLive, liveRoots } from '../testing/assert-live.ts';
import { contentOf } from '../testing/content.ts';
import { closing, Death } from '../testing/death.ts';
import { faulty, type Hook } from '../testing/faulty.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** Rounds that are tried; more in the night. */
const ROUNDS = Number(process.env['INGOT_INTERLEAVINGS'] ?? 60);

/** One of those who use the store at the same time. */
type Actor =
  | { readonly does: 'upload'; readonly chunks: readonly number[]; readonly ends: 'kept' | 'given up' | 'aborted' }
  | { readonly does: 'collect'; readonly after: number }
  | { readonly does: 'delete'; readonly which: number; readonly after: number };

interface Round {
  readonly actors: readonly Actor[];
  /** How many turns of the event loop each call to backend or index is held up, over and over. */
  readonly delays: readonly number[];
  readonly death: { readonly moment: number; readonly late: boolean } | null;
}

const pause = fc.nat({ max: 12 });
const actor: fc.Arbitrary<Actor> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('upload' as const),
      chunks: fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 10 }),
      ends: fc.constantFrom('kept' as const, 'kept' as const, 'given up' as const, 'aborted' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('collect' as const), after: pause }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), which: fc.nat(), after: pause }) },
);
const round: fc.Arbitrary<Round> = fc.record({
  actors: fc.array(actor, { minLength: 2, maxLength: 7 }),
  delays: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 20 }),
  death: fc.option(fc.record({ moment: fc.integer({ min: 1, max: 60 }), late: fc.boolean() }), { nil: null }),
});

async function act(one: Actor, store: ChunkStore, live: Map<TreeRoot, Buffer>): Promise<void> {
  switch (one.does) {
    case 'upload':
      return upload(one, store, live);
    case 'collect':
      await turns(one.after);
      await store
        .collect(() => liveRoots(live))
        .catch((error: unknown) => {
          // Two of them at once: the second is refused.
          if (!(error instanceof Error && 'code' in error && error.code === 'busy')) throw error;
        });
      return;
    case 'delete': {
      await turns(one.after);
      const roots = [...live.keys()];
      const root = roots[one.which % Math.max(roots.length, 1)];
      if (root) live.delete(root);
    }
  }
}

async function upload(one: Actor & { does: 'upload' }, store: ChunkStore, live: Map<TreeRoot, Buffer>): Promise<void> {
  const content = contentOf(one.chunks);
  const ingest = await store.ingest();
  for (let start = 0; start < content.length; start += CHUNK_SIZE) {
    await ingest.write(content.subarray(start, start + CHUNK_SIZE));
  }
  if (one.ends === 'aborted') return ingest.abort();
  const { root, release } = await ingest.finish();
  if (one.ends === 'kept') live.set(root, content);
  await release();
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await nextTurn();
}

async function play({ actors, delays, death }: Round, temporary: TemporaryStore, live: Map<TreeRoot, Buffer>) {
  const dying = new Death(death?.moment ?? 0, death?.late ?? false);
  let calls = 0;
  const before: Hook = async (method, parameters) => {
    calls += 1;
    await turns(delays[calls % delays.length] ?? 0);
    await dying.before(method, parameters);
  };
  const { backend, closeFiles } = closing(temporary.backend);
  const store = await temporary.reopen({
    backend: faulty(backend, before, dying.after),
    index: faulty(temporary.index, before, dying.after),
  });
  const outcomes = await Promise.allSettled(actors.map((one) => act(one, store, live)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed && !dying.happened) throw failed.reason;
  await store.close();
  await assertOnlyLive(temporary, live);
  await closeFiles();
}

it('uploads, re-use, deletion, collection and crashes leave the live content in whatever order they come', async () => {
  const temporary = await temporaryStore({ workers: 1 });
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 2, maxLength: 4 }), async (rounds) => {
        const live = new Map<TreeRoot, Buffer>();
        for (const one of rounds) await play(one, temporary, live);
        await assertOnlyLive(temporary, new Map());
      }),
      { numRuns: Math.ceil(ROUNDS / 3), endOnFailure: true },
    );
  } finally {
    await temporary.remove();
  }
});
