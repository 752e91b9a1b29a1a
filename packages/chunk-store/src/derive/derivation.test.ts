import assert from 'node:assert/strict';
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe } from 'node:test';
import * as fc from 'fast-check';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { isChunkStoreError } from '../errors.ts';
import { NO_USAGE } from '../testing/assert-live.ts';
import { contentOf, noise } from '../testing/content.ts';
import { faulty, nothing } from '../testing/faulty.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots, type TemporaryStore } from '../testing/temporary-store.ts';
import { PAGE_FANOUT } from '../tree/page.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** A range that is changed: so far behind the last one, so long; by noise of a seed, or by zeros, which a file may have. */
interface Change {
  readonly gap: number;
  readonly length: number;
  readonly seed: number;
  readonly inFile: boolean;
}

/** Lengths that end at, before and after the edges of chunks. */
const lengths = fc
  .tuple(fc.nat({ max: 3 }), fc.constantFrom(0, 1, 512, 65_536, CHUNK_SIZE - 1))
  .map(([chunks, rest]) => chunks * CHUNK_SIZE + rest);
const changes = fc.array(fc.record({ gap: lengths, length: lengths, seed: fc.nat({ max: 3 }), inFile: fc.boolean() }), {
  maxLength: 5,
});
const contents = fc
  .tuple(fc.array(fc.nat({ max: 3 }), { maxLength: 8 }), fc.nat({ max: CHUNK_SIZE - 1 }))
  .map(([chunks, tail]) => contentOf(chunks, tail));

/** Puts the changes over a base, in the store and in a buffer. */
async function derive(
  { store, directory }: Pick<TemporaryStore, 'store' | 'directory'>,
  base: { readonly root: TreeRoot; readonly bytes: Buffer } | null,
  size: number,
  all: readonly Change[],
): Promise<{ readonly root: TreeRoot; readonly expected: Buffer }> {
  const expected = Buffer.alloc(size);
  base?.bytes.copy(expected);
  const derivation = await store.derive(base?.root ?? null, size);
  const file = await open(path.join(directory, 'changes'), 'w+');
  try {
    let end = 0;
    for (const { gap, length, seed, inFile } of all) {
      const start = Math.min(size, end + gap);
      end = Math.min(size, start + length);
      const bytes = seed === 0 ? Buffer.alloc(end - start) : noise(end - start, seed).subarray(0, end - start);
      bytes.copy(expected, start);
      if (inFile) {
        const offset = (await file.stat()).size;
        await file.writev([bytes, Buffer.from('what follows')], offset);
        await derivation.writeFile(start, { file: file.fd, offset, length: bytes.length });
      } else if (seed === 0) await derivation.zero(start, bytes.length);
      else await derivation.write(start, bytes);
    }
    const { root, size: told, release } = await derivation.finish();
    assert.equal(told, size);
    await release();
    return { root, expected };
  } finally {
    await file.close();
  }
}

describe('a tree that is derived from another one', () => {
  check('is the tree of the changed bytes', async (temporary) => {
    const { store } = temporary;
    await fc.assert(
      fc.asyncProperty(fc.option(contents), fc.option(contents), changes, async (bytes, sized, all) => {
        const base = bytes && { root: await put(store, Buffer.from(bytes)), bytes };
        const { root, expected } = await derive(temporary, base, (sized ?? bytes)?.length ?? 0, all);
        assert.ok((await get(store, root)).equals(expected));
        assert.equal(root, await put(store, expected), 'equal content is one tree');
      }),
      { numRuns: 60 },
    );
  });

  check('shares what is not touched, whatever its size, and reads the pages at the change only', async (temporary) => {
    const { index, backend, reopen } = temporary;
    let reads = 0;
    const store = await reopen({
      backend: faulty(backend, (method) => {
        if (method.startsWith('read')) reads += 1;
      }),
      cacheSize: 0,
    });
    const GiB = 2 ** 30;
    const page = PAGE_FANOUT * CHUNK_SIZE;
    // Data in every page; a full page of pages; more pages than one page has room for.
    for (const size of [3 * GiB, PAGE_FANOUT * page, 300 * GiB + 5]) {
      const first = await store.derive(null, size);
      for (let at = 0; at < Math.min(size, 4 * GiB); at += page) await first.write(at, noise(1000, at));
      await first.write(size - 1000, noise(1000, 'end'));
      const base = await first.finish();
      await base.release();
      reads = 0;
      const before = (await index.usage()).chunks;
      const changed = await store.derive(base.root, size);
      await changed.write(GiB + 12_345, noise(100_000, 'change'));
      const { root, newBytes, release } = await changed.finish();
      // The chunk, its page, and the pages above.
      const added = (await index.usage()).chunks - before;
      assert.ok(added <= 4, `${added} chunks for one`);
      assert.ok(newBytes < 2 * CHUNK_SIZE);
      assert.ok(reads <= 5, `${reads} reads of ${size} bytes`);
      const reader = await store.open(root);
      assert.equal(reader.size, size);
      assert.ok((await reader.read(GiB + 12_345, 100_000)).equals(noise(100_000, 'change')));
      assert.ok((await reader.read(GiB, 1000)).equals(noise(1000, GiB)));
      assert.ok((await reader.read(size - 1000, 1000)).equals(noise(1000, 'end')));

      const back = await store.derive(root, size);
      await back.zero(GiB + 12_345, 100_000);
      const same = await back.finish();
      assert.equal(same.root, base.root);
      await Promise.all([release(), same.release()]);
    }
  });

  check('grows and shrinks over the edges of pages', async ({ store }) => {
    const page = PAGE_FANOUT * CHUNK_SIZE;
    const build = async (base: TreeRoot | null, size: number, at: readonly number[]): Promise<TreeRoot> => {
      const derivation = await store.derive(base, size);
      for (const offset of at) if (offset < size) await derivation.write(offset, noise(10, offset).subarray(0, 10));
      const { root, release } = await derivation.finish();
      await release();
      return root;
    };
    const marks = [0, page - 10, page, 2 * page - CHUNK_SIZE, 2 * page + 7];
    for (const from of [page, page + 1, 2 * page, 2 * page + 100]) {
      const base = await build(
        null,
        from,
        marks.filter((at) => at + 10 <= from),
      );
      for (const to of [CHUNK_SIZE + 1, page - 11, page, page + 77, 2 * page, 3 * page - 1]) {
        const kept = marks.filter((at) => at + 10 <= Math.min(from, to));
        assert.equal(await build(base, to, []), await build(null, to, kept), `${from} to ${to}`);
      }
    }
  });

  check('keeps its base as long as it needs it, and leaves nothing when it is given up', async ({ store, index }) => {
    const bytes = contentOf([1, 2, 3, 4], 5);
    const base = await put(store, bytes);
    const kept = await store.derive(base, bytes.length);
    const dropped = await store.derive(base, bytes.length);
    await dropped.write(0, contentOf([7]));
    await store.collect(roots());
    await dropped.abort();
    await kept.write(CHUNK_SIZE, Buffer.alloc(10));
    const { root, release } = await kept.finish();
    await store.collect(roots());
    const expected = Buffer.from(bytes);
    expected.fill(0, CHUNK_SIZE, CHUNK_SIZE + 10);
    assert.ok((await get(store, root)).equals(expected));
    await release();
    await store.collect(roots(root));
    assert.ok((await get(store, root)).equals(expected));
    await store.collect(roots());
    assert.deepEqual(await index.usage(), NO_USAGE);
    await rejectsWith('missing', store.derive(base, bytes.length));
    assert.equal((await index.runningIngests()).count, 0);
  });

  check('refuses ranges that are out of order or out of bounds', async ({ store }) => {
    const derivation = await store.derive(null, 1000);
    await derivation.write(100, Buffer.alloc(10, 1));
    for (const [offset, length] of [
      [109, 1],
      [990, 11],
      [-1, 1],
      [0.5, 1],
      [2000, 0],
    ] as const) {
      await assert.rejects(derivation.write(offset, Buffer.alloc(length)), RangeError);
      await assert.rejects(derivation.zero(offset, length), RangeError);
    }
    await assert.rejects(derivation.zero(500, -1), RangeError);
    await derivation.abort();
    await assert.rejects(store.derive(null, -1), RangeError);
  });

  check('fails with a file that ends too soon, and reads of none afterwards', async ({ store, directory, index }) => {
    const content = path.join(directory, 'content');
    await writeFile(content, noise(3 * CHUNK_SIZE, 1));
    const file = await open(content, 'r');
    const derivation = await store.derive(null, 8 * CHUNK_SIZE);
    await derivation.writeFile(0, { file: file.fd, offset: 0, length: 4 * CHUNK_SIZE });
    await rejectsWith('io', derivation.finish());
    await derivation.abort();
    await file.close();
    // One that was begun, and has memory.
    const dropped = await store.derive(null, 8 * CHUNK_SIZE);
    await dropped.write(0, Buffer.alloc(10, 1));
    await dropped.abort();
    assert.equal((await index.runningIngests()).count, 0);
  });

  check('fails with its base', async ({ backend, index, reopen }) => {
    let broken = false;
    const store = await reopen({
      backend: faulty(
        backend,
        (method) => {
          if (method.startsWith('read') && broken) throw new Error('the disk is broken');
        },
        nothing,
      ),
      cacheSize: 0,
    });
    const base = await put(store, contentOf([1, 2]));
    const derivation = await store.derive(base, 2 * CHUNK_SIZE);
    broken = true;
    await assert.rejects(derivation.write(10, Buffer.alloc(10)), (error) => !isChunkStoreError(error, 'missing'));
    await derivation.abort();
    assert.equal((await index.runningIngests()).count, 0);
  });
});
