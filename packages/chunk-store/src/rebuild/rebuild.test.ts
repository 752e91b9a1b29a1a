import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { PackId } from '../packs/pack-id.ts';
import { contentOf } from '../testing/content.ts';
import { Death } from '../testing/death.ts';
import { faulty } from '../testing/faulty.ts';
import { MemoryChunkIndex } from '../testing/memory-chunk-index.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { get, put, roots, type TemporaryStore } from '../testing/temporary-store.ts';
import type { TreeRoot } from '../tree/tree-root.ts';
import type { ChunkIndex } from '../index/chunk-index.ts';
import { rebuildIndex, type RebuiltPack } from './rebuild.ts';

const signal = new AbortController().signal;

async function rebuilt({ backend }: TemporaryStore, index: ChunkIndex, found = new Set<TreeRoot>()) {
  const onRoots = async (some: readonly TreeRoot[]): Promise<void> => {
    for (const root of some) found.add(root);
  };
  return Array.fromAsync(rebuildIndex({ backend, index, owner: 'test', signal, onRoots }));
}

function outcomes(packs: readonly RebuiltPack[]): Record<string, number> {
  return Object.fromEntries(
    [...Map.groupBy(packs, ({ outcome }) => outcome)].map(([outcome, some]) => [outcome, some.length]),
  );
}

function pathOf({ directory }: TemporaryStore, pack: PackId): string {
  return join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
}

const CONTENTS = [contentOf([1, 0, 2, 3, 4, 5, 6], 9), contentOf([1, 2, 7]), contentOf([0, 0]), Buffer.alloc(0)];

describe('rebuilding the index', () => {
  check('finds every tree again in packs alone, also when it was interrupted at any call', async (temporary) => {
    const made = new Map<TreeRoot, Buffer>();
    for (const content of CONTENTS) made.set(await put(temporary.store, content), content);
    const index = new MemoryChunkIndex();
    const found = new Set<TreeRoot>();
    for (let moment = 1; ; moment += 1) {
      const death = new Death(moment, moment % 2 === 0);
      const [outcome] = await Promise.allSettled([rebuilt(temporary, faulty(index, death.before, death.after), found)]);
      if (!death.happened) {
        assert.equal(outcome.status, 'fulfilled');
        break;
      }
    }
    assert.deepEqual(found, new Set(made.keys()));
    assert.deepEqual(outcomes(await rebuilt(temporary, index)), { known: (await index.usage()).packs });
    const store = await temporary.reopen({ index });
    for (const [root, content] of made) assert.ok((await get(store, root)).equals(content));
    await store.recover();
    await store.collect(roots(...made.keys()));
    for (const [root, content] of made) assert.ok((await get(store, root)).equals(content));
  });

  check('brings an older index up to date', async (temporary) => {
    const { store, index } = temporary;
    const deleted = await put(store, contentOf([1, 2]));
    const older = new MemoryChunkIndex();
    await rebuilt(temporary, older);
    const [gone = assert.fail()] = await index.sealedPacks({ after: null, limit: 1 });
    const content = contentOf([3, 4]);
    const later = await put(store, content);
    // When the copy of the database was made the upload was under way, and since then its process has died.
    const written = (await index.locate([later])).get(later) ?? assert.fail();
    const dead = await older.openLease({ kind: 'ingest', owner: 'test', now: 0, expiresAt: 1 });
    await older.openPack(dead, written.pack);
    await rm(pathOf(temporary, gone.pack));
    assert.deepEqual(outcomes(await rebuilt(temporary, older)), { lost: 1, adopted: 1 });
    const fresh = await temporary.reopen({ index: older });
    await fresh.recover();
    await rejectsWith('missing', fresh.open(deleted));
    await fresh.collect(roots(later));
    assert.ok((await get(fresh, later)).equals(content));
  });

  check('passes over packs that cannot say what they hold, and says which', async (temporary) => {
    const { store, index } = temporary;
    await put(store, contentOf([1]));
    await put(store, contentOf([2]));
    const [first = assert.fail()] = await index.sealedPacks({ after: null, limit: 1 });
    const path = pathOf(temporary, first.pack);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, 1000));
    const packs = await rebuilt(temporary, new MemoryChunkIndex());
    const unreadable = packs.filter(({ outcome }) => outcome === 'unreadable');
    assert.deepEqual(
      unreadable.map(({ pack }) => pack),
      [first.pack],
    );
    assert.equal(packs.length, 2);
  });

  check('keeps its hands off when there is not a single pack', async (temporary) => {
    await put(temporary.store, contentOf([1]));
    await rename(join(temporary.directory, 'packs'), join(temporary.directory, 'unmounted'));
    await mkdir(join(temporary.directory, 'packs'));
    await rejectsWith('missing', rebuilt(temporary, temporary.index));
    await rmdir(join(temporary.directory, 'packs'));
    await rename(join(temporary.directory, 'unmounted'), join(temporary.directory, 'packs'));
    assert.equal((await temporary.index.usage()).packs, 1);
  });
});
