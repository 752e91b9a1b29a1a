import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChunkStore } from '../chunk-store.ts';
import type { Ingested } from '../ingest/ingest.ts';
import { assertOnlyLive, liveRoots } from '../testing/assert-live.ts';
import { contentOf } from '../testing/content.ts';
import { closing, Death } from '../testing/death.ts';
import { faulty } from '../testing/faulty.ts';
import { put, roots, temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** More than goes to a pack, or through the index, at once. */
const LONG = Array.from({ length: 34 }, (_, seed) => seed + 1);

/** What the process was doing, in the words of whoever keeps the references: the database of the service. */
interface Work {
  readonly name: string;
  readonly run: (store: ChunkStore, live: Map<TreeRoot, Buffer>, old: readonly TreeRoot[]) => Promise<void>;
}

async function ingest(store: ChunkStore, content: Buffer): Promise<Ingested> {
  const stream = await store.ingest();
  await stream.write(content);
  return stream.finish();
}

const WORKS: readonly Work[] = [
  {
    name: 'an ingest that shares chunks',
    run: async (store, live) => {
      const content = contentOf([...LONG, 50, 51, 52]);
      const { root, release } = await ingest(store, content);
      live.set(root, content);
      await release();
    },
  },
  {
    name: 'an abort',
    run: async (store) => {
      const stream = await store.ingest();
      await stream.write(contentOf([...LONG, ...LONG, ...LONG].map((seed, place) => seed + place + 60)));
      await stream.abort();
    },
  },
  {
    name: 'a collection',
    run: async (store, live, [old]) => {
      if (old) live.delete(old);
      await store.collect(roots(...live.keys()));
    },
  },
  {
    name: 'a compaction',
    run: async (store, live, [old]) => {
      if (old) live.delete(old);
      await store.collect(roots(...live.keys()));
      await store.compact({ aim: { of: 'wasteful packs', deadShare: 0 } });
    },
  },
  {
    name: 'a collection beside an ingest',
    run: async (store, live, [old]) => {
      if (old) live.delete(old);
      const content = contentOf([9, 8, 7, 50]);
      const [ingested] = await Promise.all([ingest(store, content), store.collect(() => liveRoots(live))]);
      live.set(ingested.root, content);
      await ingested.release();
    },
  },
];

/** @returns whether the process died before its work was done. */
async function dieAt(temporary: TemporaryStore, work: Work, moment: number): Promise<boolean> {
  const contents = [contentOf([1, 2, 3, 4, 5, 50]), contentOf([5, 4, 3, 0, 0, 51], 3)];
  const old: TreeRoot[] = [];
  const live = new Map<TreeRoot, Buffer>();
  for (const content of contents) {
    const root = await put(temporary.store, content);
    old.push(root);
    live.set(root, content);
  }
  const death = new Death(moment, false);
  const { backend, closeFiles } = closing(temporary.backend);
  const doomed = await temporary.reopen({
    backend: faulty(backend, death.before, death.after),
    index: faulty(temporary.index, death.before, death.after),
  });
  const [outcome] = await Promise.allSettled([work.run(doomed, live, old)]);
  assert.equal(outcome.status === 'rejected', death.happened, 'a failure was passed over');
  await Promise.allSettled([doomed.close()]);
  await assertOnlyLive(temporary, live);
  await assertOnlyLive(temporary, new Map());
  await closeFiles();
  return death.happened;
}

describe('a process that dies at any call', () => {
  for (const work of WORKS) {
    it(`of ${work.name} leaves exactly the live content`, async () => {
      const temporary = await temporaryStore({ workers: 1 });
      let moments = 0;
      try {
        while (await dieAt(temporary, work, moments + 1)) moments += 1;
      } finally {
        await temporary.remove();
      }
      assert.ok(moments >= 5, `only ${moments} moments were tried`);
    });
  }
});
