import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { PackBackend } from '../../packs/pack-backend.ts';
import { newPackId, type PackId } from '../../packs/pack-id.ts';
import { noise } from '../../testing/content.ts';
import { faulty } from '../../testing/faulty.ts';
import { rejectsWith, testPackBackend } from '../../testing/pack-backend-suite.ts';
import { localBackend } from '../local/local-backend.ts';
import { CipherPool } from './cipher-pool.ts';
import { findLockedPack } from './find-locked-pack.ts';
import { sealedBackend, type Sealing } from './sealed-backend.ts';
import { BLOCK_SIZE, SEALED_BLOCK_SIZE, SEALED_HEADER_SIZE, sealedSize } from './sealed-format.ts';
import { importSealingKey } from './sealing-key.ts';

const key = importSealingKey(randomBytes(32));
const otherKey = importSealingKey(randomBytes(32));
const sealing: Sealing = { keys: [key], plainPacks: 'read' };

async function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ingot-sealed-'));
}

testPackBackend('a sealed directory of this machine', async () => {
  const directory = await temporaryDirectory();
  const reopen = async (): Promise<PackBackend> => sealedBackend(await localBackend(directory), sealing);
  return {
    backend: await reopen(),
    reopen,
    countLitter: async () => (await readdir(join(directory, 'open'))).length,
    remove: () => rm(directory, { recursive: true }),
  };
});

const directory = await temporaryDirectory();
const inner = await localBackend(directory);
const threads = new CipherPool();
const backend = sealedBackend(inner, sealing, threads);
after(async () => {
  await backend.close();
  await rm(directory, { recursive: true });
});

/** A backend over the same directory that remembers no pack yet. */
function anew(other: Sealing = sealing): PackBackend {
  return sealedBackend(inner, other, threads);
}

async function write(to: PackBackend, parts: readonly Buffer[], pack = newPackId()): Promise<PackId> {
  const open = await to.create(pack);
  for (const part of parts) await open.append([part]);
  await open.seal();
  return pack;
}

async function readAll(from: PackBackend, pack: PackId): Promise<Buffer> {
  return from.read(pack, 0, await from.size(pack));
}

function path(pack: PackId): string {
  return join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
}

/** The pack with other bytes in its file, for as long as `test` runs. */
async function withBytes(pack: PackId, bytes: Buffer, test: () => Promise<void>): Promise<void> {
  const before = await readFile(path(pack));
  await writeFile(path(pack), bytes);
  try {
    await test();
  } finally {
    await writeFile(path(pack), before);
  }
}

describe('a sealed pack', () => {
  it('reads back any range of any length, however it was appended', async () => {
    const sizes = fc.oneof(
      fc.nat(3 * BLOCK_SIZE),
      // About the end of a block, and of the sixteen that are written at once.
      fc
        .tuple(fc.constantFrom(0, 1, 2, 16, 17), fc.integer({ min: -1, max: 1 }))
        .map(([blocks, more]) => Math.max(0, blocks * BLOCK_SIZE + more)),
    );
    const cases = fc.record({
      parts: fc.array(sizes, { maxLength: 4 }),
      ranges: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ parts, ranges }) => {
        const contents = parts.map((length, seed) => noise(length, `part ${seed}`));
        const whole = Buffer.concat(contents);
        const pack = await write(backend, contents);
        assert.equal(await inner.size(pack), sealedSize(whole.length));
        assert.deepEqual(await readAll(backend, pack), whole);
        for (const [from, to] of ranges) {
          const offset = from % (whole.length + 1);
          const length = to % (whole.length - offset + 1);
          assert.deepEqual(await backend.read(pack, offset, length), whole.subarray(offset, offset + length));
        }
        await rejectsWith('corrupt', backend.read(pack, whole.length, 1));
        await backend.delete(pack);
      }),
      { numRuns: 40 },
    );
  });

  it('has nothing of its content in the clear, and is another one each time', async () => {
    const content = Buffer.alloc(BLOCK_SIZE * 2, 'INGOTPCK');
    const [one, two] = [await write(backend, [content]), await write(backend, [content])];
    const [first, second] = [await readFile(path(one)), await readFile(path(two))];
    for (const file of [first, second]) assert.equal(file.indexOf('INGOTPCK'), -1);
    const body = first.subarray(SEALED_HEADER_SIZE);
    assert.notDeepEqual(body, second.subarray(SEALED_HEADER_SIZE));
    const block = body.subarray(0, BLOCK_SIZE);
    assert.notDeepEqual(block, body.subarray(SEALED_BLOCK_SIZE, SEALED_BLOCK_SIZE + BLOCK_SIZE));
  });

  it('is refused when any byte of it has changed', async () => {
    const pack = await write(backend, [noise(60, 'small')]);
    const file = await readFile(path(pack));
    for (let place = 0; place < file.length; place++) {
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(place) ^ 0x01, place);
      await withBytes(pack, changed, async () => {
        await rejectsWith('corrupt', readAll(anew(), pack));
        // One that has read the pack before does not rely on that either.
        await rejectsWith('corrupt', readAll(backend, pack));
      });
    }
    assert.deepEqual(await readAll(backend, pack), noise(60, 'small'));
  });

  it('is refused when it is cut anywhere, also between blocks', async () => {
    const pack = await write(backend, [noise(2 * BLOCK_SIZE + 100, 'cut')]);
    const file = await readFile(path(pack));
    const borders = [0, 1, 2].map((block) => SEALED_HEADER_SIZE + block * SEALED_BLOCK_SIZE);
    const cuts = [...borders, ...borders.flatMap((border) => [border - 1, border + 1, border + 16, border + 17])];
    for (const length of [...cuts, 0, 10, file.length - 1].filter((cut) => cut < file.length)) {
      await withBytes(pack, file.subarray(0, length), async () => {
        await rejectsWith('corrupt', anew().size(pack));
        await rejectsWith('corrupt', readAll(anew(), pack));
      });
    }
    await withBytes(pack, Buffer.concat([file, Buffer.alloc(1)]), async () => {
      await rejectsWith('corrupt', readAll(anew(), pack));
    });
  });

  it('is refused when blocks are swapped, repeated or left out', async () => {
    const pack = await write(backend, [noise(4 * BLOCK_SIZE, 'blocks')]);
    const file = await readFile(path(pack));
    const header = file.subarray(0, SEALED_HEADER_SIZE);
    const blocks = [0, 1, 2, 3].map((number) =>
      file.subarray(
        SEALED_HEADER_SIZE + number * SEALED_BLOCK_SIZE,
        SEALED_HEADER_SIZE + (number + 1) * SEALED_BLOCK_SIZE,
      ),
    );
    const inOrder = (order: readonly number[]): Buffer =>
      Buffer.concat([header, ...order.flatMap((number) => blocks[number] ?? [])]);
    assert.deepEqual(inOrder([0, 1, 2, 3]), file);
    for (const order of [[1, 0, 2, 3], [0, 1, 1, 3], [0, 2, 3], [0, 1, 2], [0, 1, 3, 2], [0, 1, 2, 3, 3], [3]]) {
      await withBytes(pack, inOrder(order), async () => {
        await rejectsWith('corrupt', readAll(anew(), pack));
      });
    }
    // What was left whole can still be read, and only that.
    await withBytes(pack, inOrder([0, 2, 1, 3]), async () => {
      assert.deepEqual(await anew().read(pack, 10, 20), noise(4 * BLOCK_SIZE, 'blocks').subarray(10, 30));
      await rejectsWith('corrupt', anew().read(pack, BLOCK_SIZE, 1));
    });
  });

  it('is refused in the place of another pack, as a whole or a block of it', async () => {
    const [one, two] = [await write(backend, [noise(300, 1)]), await write(backend, [noise(300, 2)])];
    const [first, second] = [await readFile(path(one)), await readFile(path(two))];
    await withBytes(one, second, async () => {
      await rejectsWith('corrupt', readAll(anew(), one));
    });
    const mixed = Buffer.concat([first.subarray(0, SEALED_HEADER_SIZE), second.subarray(SEALED_HEADER_SIZE)]);
    await withBytes(one, mixed, async () => {
      await rejectsWith('corrupt', readAll(anew(), one));
    });
    const third = newPackId();
    await write(inner, [Buffer.alloc(0)], third);
    await copyFile(path(one), path(third));
    await rejectsWith('corrupt', readAll(anew(), third));
    await backend.delete(third);
  });

  it('that could not be written is neither added to nor sealed', async () => {
    const full = faulty(inner, (method) => {
      if (method === 'append') throw new Error('full');
    });
    const failing = sealedBackend(full, sealing, threads);
    const open = await failing.create(newPackId());
    await assert.rejects(open.append([noise(40 * BLOCK_SIZE, 1)]), /full/);
    await rejectsWith('io', open.append([Buffer.from('more')]));
    await rejectsWith('io', open.seal());
    await open.discard();
  });
});

describe('sealing keys', () => {
  it('are asked for by their fingerprint', async () => {
    const pack = await write(backend, [Buffer.from('bytes')]);
    const wrong = anew({ keys: [otherKey], plainPacks: 'read' });
    await rejectsWith('locked', wrong.read(pack, 0, 1));
    await assert.rejects(wrong.size(pack), (error: Error) => error.message.includes(key.fingerprint));
    assert.deepEqual(await findLockedPack(inner, { keys: [otherKey], plainPacks: 'read' }), {
      pack: (await findLockedPack(inner, null))?.pack,
      fingerprint: key.fingerprint,
    });
    assert.equal(await findLockedPack(inner, { keys: [otherKey, key], plainPacks: 'read' }), null);
  });

  it('rotate: the first one seals, all of them open', async () => {
    const old = await write(backend, [Buffer.from('old')]);
    const rotated = anew({ keys: [otherKey, key], plainPacks: 'read' });
    const fresh = await write(rotated, [Buffer.from('new')]);
    assert.equal((await readAll(rotated, old)).toString(), 'old');
    assert.equal((await readAll(rotated, fresh)).toString(), 'new');
    await rejectsWith('locked', readAll(anew(), fresh));
    await backend.delete(fresh);
  });

  it('are the same when they are given again, and tell nothing of themselves', async () => {
    const bytes = randomBytes(32);
    const [one, two] = [importSealingKey(bytes), importSealingKey(bytes)];
    assert.equal(one.fingerprint, two.fingerprint);
    assert.match(one.fingerprint, /^[0-9a-f]{16}$/);
    assert.ok(!bytes.toString('hex').includes(one.fingerprint));
    const pack = await write(anew({ keys: [one], plainPacks: 'read' }), [Buffer.from('bytes')]);
    assert.equal((await readAll(anew({ keys: [two], plainPacks: 'read' }), pack)).toString(), 'bytes');
    await backend.delete(pack);
    assert.throws(() => importSealingKey(randomBytes(31)), RangeError);
  });
});

describe('packs that are not sealed', () => {
  const plainBytes = Buffer.concat([Buffer.from('INGOTPCK'), noise(100, 'plain')]);

  it('are read as they are, beside sealed ones, until they are refused', async () => {
    const plain = await write(inner, [plainBytes]);
    const sealed = await write(backend, [plainBytes]);
    for (const pack of [plain, sealed]) assert.deepEqual(await readAll(anew(), pack), plainBytes);
    assert.equal(await findLockedPack(inner, sealing), null);

    const strict: Sealing = { keys: [key], plainPacks: 'refuse' };
    await rejectsWith('locked', anew(strict).read(plain, 0, 1));
    assert.deepEqual(await readAll(anew(strict), sealed), plainBytes);
    assert.deepEqual(await findLockedPack(inner, strict), { pack: plain, fingerprint: null });
    await backend.delete(plain);
    assert.equal(await findLockedPack(inner, strict), null);
  });

  it('are corrupt when they begin like no pack at all', async () => {
    const pack = await write(inner, [noise(200, 'nonsense')]);
    await rejectsWith('corrupt', readAll(backend, pack));
    assert.equal(await findLockedPack(inner, sealing), null, 'damage is no question of keys');
    await backend.delete(pack);
  });
});
