import assert from 'node:assert/strict';
import { mkdir, mkdtemp, open as openFile, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { PackBackend } from '../../packs/pack-backend.ts';
import type { PackId } from '../../packs/pack-id.ts';
import { noise } from '../../testing/content.ts';
import { faulty } from '../../testing/faulty.ts';
import { rejectsWith, testPackBackend, writePack } from '../../testing/pack-backend-suite.ts';
import { localBackend } from '../local/local-backend.ts';
import { BLOCK_SIZE, RECORD_SIZE } from './block-record.ts';
import { cachedBackend } from './cached-backend.ts';

const MANY = 64 * (BLOCK_SIZE + RECORD_SIZE);

testPackBackend('a read cache before a directory', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'ingot-cache-'));
  const open = async (): Promise<PackBackend> =>
    cachedBackend(await localBackend(join(directory, 'store')), { directory: join(directory, 'cache'), size: MANY });
  return {
    backend: await open(),
    reopen: open,
    countLitter: async () => 0,
    remove: () => rm(directory, { recursive: true }),
  };
});

/** A store of its own that counts how often, and how much, it is read. */
interface World {
  readonly cache: string;
  readonly reads: { readonly offset: number; readonly length: number }[];
  readonly store: PackBackend;
  /** The cache over it; the one before is left as a process leaves it that is killed. */
  readonly open: (size?: number, onTrouble?: (error: unknown) => void) => Promise<PackBackend>;
}

function check(title: string, test: (world: World) => Promise<void>): void {
  it(title, async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ingot-cache-'));
    const cache = join(directory, 'cache');
    const store = await localBackend(join(directory, 'store'));
    const reads: World['reads'] = [];
    const opened: PackBackend[] = [];
    const counted = faulty(store, (method, [, offset, length]) => {
      if (method === 'read') reads.push({ offset: Number(offset), length: Number(length) });
    });
    const open: World['open'] = async (size = MANY, onTrouble = () => undefined) => {
      const backend = await cachedBackend(counted, { directory: cache, size, onTrouble });
      opened.push(backend);
      return backend;
    };
    try {
      await test({ cache, reads, store, open });
    } finally {
      for (const backend of opened) await backend.close();
      await rm(directory, { recursive: true });
    }
  });
}

const content = noise(20 * BLOCK_SIZE + 1000, 'content');

async function assertRead(backend: PackBackend, pack: PackId, offset: number, length: number): Promise<void> {
  assert.ok((await backend.read(pack, offset, length)).equals(content.subarray(offset, offset + length)));
}

/** Resolves when what was read is kept: of a second reader nothing has to be read again. */
async function settle(backend: PackBackend, pack: PackId, world: World, offset: number, length: number): Promise<void> {
  for (;;) {
    const before = world.reads.length;
    await assertRead(backend, pack, offset, length);
    if (world.reads.length === before) return;
  }
}

describe('a read cache', () => {
  check('reads neighbours at once, and a block once for all who ask', async ({ store, reads, open }) => {
    const pack = await writePack(store, [content]);
    const backend = await open();
    await Promise.all(Array.from({ length: 50 }, () => assertRead(backend, pack, BLOCK_SIZE + 5, 3 * BLOCK_SIZE)));
    assert.deepEqual(reads, [{ offset: BLOCK_SIZE, length: 4 * BLOCK_SIZE }]);
    await assertRead(backend, pack, 0, 6 * BLOCK_SIZE);
    assert.deepEqual(reads.slice(1), [
      { offset: 0, length: BLOCK_SIZE },
      { offset: 5 * BLOCK_SIZE, length: BLOCK_SIZE },
    ]);
    await assertRead(backend, pack, 19 * BLOCK_SIZE, content.length - 19 * BLOCK_SIZE);
    await assertRead(backend, pack, content.length - 1, 1);
    assert.equal(reads.length, 4);
    await rejectsWith('corrupt', backend.read(pack, content.length - 1, 2));
    await rejectsWith('corrupt', backend.read(pack, 30 * BLOCK_SIZE, 1));
  });

  check('keeps what it read when its process is killed', async (world) => {
    const pack = await writePack(world.store, [content]);
    await settle(await world.open(), pack, world, 0, content.length);
    world.reads.length = 0;
    await assertRead(await world.open(), pack, 0, content.length);
    assert.deepEqual(world.reads, []);
  });

  check('never takes more than its limit, and gives up what was used least', async (world) => {
    const { cache, reads, store, open } = world;
    const limit = 8 * (BLOCK_SIZE + RECORD_SIZE) + 1000;
    const pack = await writePack(store, [content]);
    const backend = await open(limit);
    await settle(backend, pack, world, 0, 3 * BLOCK_SIZE);
    for (let block = 3; block < 20; block += 1) {
      await settle(backend, pack, world, block * BLOCK_SIZE, BLOCK_SIZE);
      await assertRead(backend, pack, 0, 10);
      const sizes = await Promise.all(['blocks', 'index'].map(async (name) => (await stat(join(cache, name))).size));
      assert.ok(Number(sizes[0]) + Number(sizes[1]) <= limit, `${sizes.join(' + ')} bytes`);
    }
    reads.length = 0;
    await assertRead(backend, pack, 0, BLOCK_SIZE);
    await assertRead(backend, pack, 14 * BLOCK_SIZE, 6 * BLOCK_SIZE);
    assert.deepEqual(reads, []);
    await assertRead(backend, pack, BLOCK_SIZE, 1);
    assert.equal(reads.length, 1);
  });

  check('is cut to a limit that is lower than before', async (world) => {
    const pack = await writePack(world.store, [content]);
    await settle(await world.open(), pack, world, 0, content.length);
    const backend = await world.open(4 * (BLOCK_SIZE + RECORD_SIZE) + 1000);
    assert.ok((await stat(join(world.cache, 'blocks'))).size <= 4 * BLOCK_SIZE);
    await assertRead(backend, pack, 0, content.length);
  });

  check('notices a bit that flips, and reads the block again', async (world) => {
    const { cache, reads, store, open } = world;
    const pack = await writePack(store, [content]);
    const backend = await open();
    await settle(backend, pack, world, 0, 4 * BLOCK_SIZE);
    const file = join(cache, 'blocks');
    const bytes = await readFile(file);
    bytes.writeUInt8(bytes.readUInt8(BLOCK_SIZE + 77) ^ 4, BLOCK_SIZE + 77);
    await writeFile(file, bytes);
    reads.length = 0;
    await assertRead(backend, pack, 0, 4 * BLOCK_SIZE);
    assert.equal(reads.length, 1);
    await settle(backend, pack, world, 0, 4 * BLOCK_SIZE);
    assert.equal(reads.length, 1);
  });

  check('gives right bytes whatever has become of its files', async (world) => {
    const { cache, store, open } = world;
    const pack = await writePack(store, [content]);
    await settle(await open(), pack, world, 0, content.length);
    const whole = await Promise.all(['blocks', 'index'].map((name) => readFile(join(cache, name))));
    const damage = fc.record({
      file: fc.constantFrom(0, 1),
      place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      length: fc.integer({ min: 1, max: 5000 }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
        const files = whole.map((bytes) => Buffer.from(bytes));
        for (const { file, place, length, cut } of damages) {
          const bytes = files[file] ?? assert.fail();
          const from = Math.floor(place * bytes.length);
          if (cut) files[file] = bytes.subarray(0, from);
          else noise(length, place).copy(bytes, from);
        }
        await writeFile(join(cache, 'blocks'), files[0] ?? '');
        await writeFile(join(cache, 'index'), files[1] ?? '');
        const backend = await open();
        await assertRead(backend, pack, 0, content.length);
        await assertRead(backend, pack, 0, content.length);
      }),
      { numRuns: 20 },
    );
  });

  check('serves when its disk is full, and says so once', async ({ cache, store, open }) => {
    const pack = await writePack(store, [content]);
    await mkdir(cache);
    await symlink('/dev/full', join(cache, 'blocks'));
    const troubles: unknown[] = [];
    const backend = await open(MANY, (error) => troubles.push(error));
    for (let round = 0; round < 3; round += 1) await assertRead(backend, pack, 0, content.length);
    await backend.close();
    assert.equal(troubles.length, 1);
    assert.match(String(troubles[0]), /ENOSPC/);
  });

  check('is passed by a read that is to be fresh, and gives up what differs', async (world) => {
    const { cache, reads, store, open } = world;
    const pack = await writePack(store, [content]);
    const backend = await open();
    await settle(backend, pack, world, 0, 4 * BLOCK_SIZE);
    reads.length = 0;
    assert.ok(
      (await backend.read(pack, 10, 2 * BLOCK_SIZE, { fresh: true })).equals(content.subarray(10, 10 + 2 * BLOCK_SIZE)),
    );
    assert.deepEqual(reads, [{ offset: 10, length: 2 * BLOCK_SIZE }]);
    await assertRead(backend, pack, 0, 4 * BLOCK_SIZE);
    assert.equal(reads.length, 1);
    const file = await openFile(join(cache, '..', 'store', 'packs', pack.slice(0, 2), `${pack}.pack`), 'r+');
    await file.write('other', 20);
    await file.close();
    await assertRead(backend, pack, 20, 5);
    assert.equal((await backend.read(pack, 20, 5, { fresh: true })).toString(), 'other');
    assert.equal((await backend.read(pack, 20, 5)).toString(), 'other');
  });

  check('knows nothing of a pack that is deleted, also after a restart', async (world) => {
    const pack = await writePack(world.store, [content]);
    const backend = await world.open();
    await settle(backend, pack, world, 0, content.length);
    await backend.delete(pack);
    await rejectsWith('missing', backend.read(pack, 0, 10));
    await rejectsWith('missing', (await world.open()).read(pack, 0, 10));
  });
});
