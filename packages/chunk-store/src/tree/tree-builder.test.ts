import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import { PagesInMemory } from '../testing/pages-in-memory.ts';
import { PAGE_FANOUT, type TreeEntry } from './page.ts';
import { TreeBuilder } from './tree-builder.ts';
import type { ContentRun } from './tree-walk.ts';

const ids = Array.from({ length: 5000 }, (_, number) => chunkIdOf(Buffer.from(String(number))));

function entriesOf(runs: readonly ContentRun[]): TreeEntry[] {
  return runs.flatMap((run): TreeEntry[] =>
    run.kind === 'data' ? [...run.ids] : zeros(Math.ceil(run.length / CHUNK_SIZE)),
  );
}

function zeros(count: number): null[] {
  return Array.from({ length: count }, () => null);
}

describe('a tree', () => {
  it('over nothing is one empty page', async () => {
    const pages = new PagesInMemory();
    const root = await pages.build([]);
    const page = await pages.read(root);
    assert.deepEqual(
      { level: page.level, covered: page.covered, count: page.count },
      { level: 0, covered: 0, count: 0 },
    );
    assert.equal(root, 'f18481127cde29b34e6135f710c53ea7e1a864b62569cb20508e9d550fc79303');
    assert.deepEqual(await pages.walk(root), []);
  });

  for (const [count, level, stored] of [
    [1, 0, 1],
    [PAGE_FANOUT, 0, 1],
    [PAGE_FANOUT + 1, 1, 3],
    [PAGE_FANOUT * 3, 1, 4],
  ] as const) {
    it(`over ${count} chunks has ${stored} pages and its root at level ${level}`, async () => {
      const pages = new PagesInMemory();
      const root = await pages.build(ids.slice(0, count), 1);
      const page = await pages.read(root);
      assert.equal(page.level, level);
      assert.equal(page.covered, (count - 1) * CHUNK_SIZE + 1);
      assert.equal(pages.stored.size, stored);
      assert.deepEqual(pages.roots, [root]);
      assert.deepEqual(entriesOf(await pages.walk(root)), ids.slice(0, count));
    });
  }

  it('over more than a million chunks of zeros stores one page', async () => {
    const pages = new PagesInMemory();
    const count = PAGE_FANOUT ** 2 + 1;
    const root = await pages.build(zeros(count));
    assert.equal((await pages.read(root)).level, 2);
    assert.equal(pages.stored.size, 1);
    const runs = await pages.walk(root);
    assert.equal(
      runs.reduce((sum, run) => sum + run.length, 0),
      count * CHUNK_SIZE,
    );
  });

  it('shares the pages of what is equal', async () => {
    const pages = new PagesInMemory();
    await pages.build(ids.slice(0, 4096));
    const before = pages.stored.size;
    await pages.build(ids.slice(0, 4096).with(2000, chunkIdOf(Buffer.from('another'))));
    assert.equal(pages.stored.size - before, 2, 'one leaf page and the root are new');
  });

  it('takes nothing after a short chunk, and no chunk that is none', async () => {
    const builder = new TreeBuilder(async (page) => chunkIdOf(page));
    await assert.rejects(builder.push(null, 0), RangeError);
    await assert.rejects(builder.push(null, CHUNK_SIZE + 1), RangeError);
    await builder.push(null, 5);
    await assert.rejects(builder.push(null, 5), RangeError);
  });

  it('walks to exactly the chunks that a range touches, and has equal roots for equal content only', async () => {
    const entry = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });
    const shape = fc.array(fc.tuple(entry, fc.integer({ min: 1, max: 1500 })), { maxLength: 4 });
    const contents = fc.tuple(shape, fc.integer({ min: 1, max: CHUNK_SIZE }));
    await fc.assert(
      fc.asyncProperty(contents, contents, fc.nat(), fc.nat(), async (one, other, from, count) => {
        const pages = new PagesInMemory();
        const expand = (runs: typeof one): TreeEntry[] =>
          runs[0].flatMap(([seed, length]) =>
            Array.from({ length }, () => (seed === null ? null : (ids[seed] ?? null))),
          );
        const [entries, others] = [expand(one), expand(other)];
        const root = await pages.build(entries, one[1]);
        const equal =
          JSON.stringify(entries) === JSON.stringify(others) && (entries.length === 0 || one[1] === other[1]);
        assert.equal((await pages.build(others, other[1])) === root, equal);

        const first = from % (entries.length + 1);
        const length = count % (entries.length - first + 1);
        const runs = await pages.walk(root, { offset: first * CHUNK_SIZE, length: length * CHUNK_SIZE });
        assert.deepEqual(entriesOf(runs), entries.slice(first, first + length));
        assert.equal(runs[0]?.offset ?? first * CHUNK_SIZE, first * CHUNK_SIZE);
      }),
      { numRuns: 50 },
    );
  });
});
