import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { CHUNK_SIZE } from '@ingot/chunk-store/wire';
import { noise } from '@ingot/chunk-store/testing';
import { RefusedError } from '@ingot/client';
import { NamedFile } from './named-file.ts';
import { pull, WrongContentError } from './pull.ts';
import { push } from './push.ts';
import { blockService, chunkAt, rootOf, type BlockService, type Mishap } from './testing/block-service.ts';
import type { TransferProgress } from './transfer.ts';

const { signal } = new AbortController();
const SIZE = 13 * CHUNK_SIZE + 321;

/** Noise, with zeros in the middle. @param changed chunks that are others in this version. */
function version(...changed: readonly number[]): Buffer {
  const bytes = noise(SIZE, 'version');
  bytes.fill(0, 4 * CHUNK_SIZE, 8 * CHUNK_SIZE);
  for (const number of changed) noise(CHUNK_SIZE, number).copy(bytes, number * CHUNK_SIZE);
  return bytes;
}

async function world(context: TestContext, mishap?: Mishap): Promise<{ service: BlockService; directory: string }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-transfer-'));
  const service = await blockService(mishap);
  context.after(async () => {
    await service.stop();
    await rm(directory, { recursive: true });
  });
  return { service, directory };
}

/** Pushes `content`; an image `base` is in the service already. */
async function pushed(context: TestContext, content: Buffer, mishap?: Mishap) {
  const { service, directory } = await world(context, mishap);
  service.images.set('base', version());
  const file = path.join(directory, 'file');
  await writeFile(file, content);
  const progress: TransferProgress[] = [];
  await using chunks = await NamedFile.open(file);
  const done = await push({
    client: service.client,
    imageId: 'new',
    file: chunks,
    bases: ['base'],
    signal,
    progress: (at) => progress.push(at),
  });
  assert.ok(service.images.get('new')?.equals(content));
  return { service, done, last: progress.at(-1) };
}

describe('push', () => {
  test('sends the chunks that no base has, and tells how it goes', async (context) => {
    const { service, done, last } = await pushed(context, version(2, 11));
    assert.equal(service.received(), 2);
    assert.ok(done.wire > 2 * CHUNK_SIZE && done.wire < 2 * CHUNK_SIZE + 2000);
    assert.deepEqual(last, { done: SIZE, total: SIZE, wire: done.wire });
    assert.equal(done.root, rootOf(version(2, 11)));
  });

  test('finds chunks of the base in other places', async (context) => {
    const moved = Buffer.concat([noise(CHUNK_SIZE, 'first'), version().subarray(0, 9 * CHUNK_SIZE)]);
    const { service } = await pushed(context, moved);
    assert.equal(service.received(), 1);
  });

  test('goes on when connections break and answers are lost', async (context) => {
    const trouble: Mishap = (call) => (call % 3 === 1 ? 'cut' : call % 5 === 2 ? 'lose the answer' : null);
    await pushed(context, version(1, 2, 3, 9, 10), trouble);
  });

  test('ends when the file is shorter than it was', async (context) => {
    const { service, directory } = await world(context);
    const file = path.join(directory, 'file');
    await writeFile(file, version());
    await using chunks = await NamedFile.open(file);
    await chunks.namedUntil(14);
    await truncate(file, CHUNK_SIZE);
    const pushing = push({ client: service.client, imageId: 'new', file: chunks, bases: [], signal });
    await assert.rejects(pushing, { code: 'EIO', message: /ended at byte/ });
  });

  test('ends when the service refuses, when it is told to, and when there is nothing to push', async (context) => {
    const { service, directory } = await world(context, () => 'cut');
    const [empty, five] = [path.join(directory, 'empty'), path.join(directory, 'five')];
    await writeFile(empty, '');
    await writeFile(five, 'bytes');
    await using nothing = await NamedFile.open(empty);
    await using file = await NamedFile.open(five);
    const options = { client: service.client, imageId: 'new', file, bases: [], signal };
    await assert.rejects(push({ ...options, file: nothing }), RangeError);
    await assert.rejects(push({ ...options, bases: ['unknown'] }), RefusedError);
    const stop = new AbortController();
    const stopped = push({ ...options, signal: stop.signal, progress: () => stop.abort() });
    await assert.rejects(stopped, { name: 'AbortError' });
  });
});

describe('pull', () => {
  async function pulled(context: TestContext, seed: Buffer | null, mishap?: Mishap) {
    const { service, directory } = await world(context, mishap);
    service.images.set('image', version(2, 11));
    const [file, old] = [path.join(directory, 'file'), path.join(directory, 'old')];
    if (seed) await writeFile(old, seed);
    const options = { client: service.client, imageId: 'image', file, seeds: seed ? [old] : [], signal };
    return { file, options, wire: async () => (await pull(options)).wire };
  }

  test('fetches what the seed has not, checks it, and leaves holes', async (context) => {
    const { file, wire } = await pulled(context, version());
    const fetched = await wire();
    assert.ok(fetched > 2 * CHUNK_SIZE && fetched < 2 * CHUNK_SIZE + 2000);
    assert.ok((await readFile(file)).equals(version(2, 11)));
    assert.ok((await stat(file)).blocks * 512 < SIZE - 3 * CHUNK_SIZE);
    await assert.rejects(stat(`${file}.ingot-pull`));
  });

  test('lets those read the file who could read the one before, and a new one as the umask says', async (context) => {
    const { file, options } = await pulled(context, null);
    const mode = async (): Promise<number> => (await stat(file)).mode & 0o777;
    await pull(options);
    assert.equal(await mode(), 0o666 & ~process.umask());
    await chmod(file, 0o640);
    await pull({ ...options, seeds: [file] });
    assert.equal(await mode(), 0o640);
  });

  test('takes seeds of any length, and none', async (context) => {
    for (const seed of [null, Buffer.alloc(0), version().subarray(0, 100), Buffer.concat([version(), version()])]) {
      const { file, wire } = await pulled(context, seed);
      await wire();
      assert.ok((await readFile(file)).equals(version(2, 11)));
    }
  });

  test('finds chunks of the seeds in other places, also behind the end of the image', async (context) => {
    const wanted = version(2, 11);
    const piece = (first: number, end: number) => wanted.subarray(first * CHUNK_SIZE, end * CHUNK_SIZE);
    // All but chunk 3, one place on, and chunk 0 after all of it.
    const moved = [noise(CHUNK_SIZE, 'first'), piece(1, 3), noise(CHUNK_SIZE, 'other'), piece(4, 13), piece(0, 1)];
    const { file, wire } = await pulled(context, Buffer.concat([noise(CHUNK_SIZE, 'shift'), ...moved, piece(0, 1)]));
    const fetched = await wire();
    // Chunk 3, and the end, which is shorter than a chunk.
    assert.ok(fetched > CHUNK_SIZE && fetched < CHUNK_SIZE + 3000, `${fetched}`);
    assert.ok((await readFile(file)).equals(wanted));
  });

  test('goes on with what a broken one has left, whatever it is', async (context) => {
    const { file, wire } = await pulled(context, null, (call) => (call % 2 === 1 ? 'cut' : null));
    const left = version(2, 11);
    noise(2 * CHUNK_SIZE, 'garbage').copy(left, 4 * CHUNK_SIZE);
    noise(10, 'garbage').copy(left, 12 * CHUNK_SIZE);
    await writeFile(`${file}.ingot-pull`, Buffer.concat([left, noise(5 * CHUNK_SIZE, 'more')]));
    assert.ok((await wire()) < 3 * CHUNK_SIZE);
    assert.ok((await readFile(file)).equals(version(2, 11)));
  });

  test('takes nothing that is not what it should be', async (context) => {
    const { file, options } = await pulled(context, null, () => 'spoil');
    await assert.rejects(pull(options), WrongContentError);
    await assert.rejects(stat(file));
    assert.ok(chunkAt(await readFile(`${file}.ingot-pull`), 0).every((byte) => byte === 0));
  });
});
