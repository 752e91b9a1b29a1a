import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { CHUNK_SIZE, chunkIdOf, encodeInstruction, parseTreeRoot, type Instruction } from '@ingot/chunk-store';
import { noise } from '@ingot/chunk-store/testing';
import type { Caller } from '../../kernel/caller.ts';
import { newImageId, type ImageId } from '../../kernel/ids.ts';
import type { NewImage } from '../images.ts';
import { testProject } from '../testing/arbitraries.ts';
import { failsWith } from '../testing/fails-with.ts';
import { caller, openWorld, puppet, uploadOf, type ImageWorld } from '../testing/image-world.ts';
import { PART_GRID, PUSH_LIFETIME } from './push.ts';

const member = caller('p1');
const RAW: NewImage = { diskFormat: 'raw', containerFormat: 'bare' };
const SIZE = 2 * PART_GRID + 5 * CHUNK_SIZE + 1234;
const STARTS = [0, PART_GRID, 2 * PART_GRID];

/** An image of three parts: noise here and there, zeros between. @param changed chunks that are others in this version. */
function version(...changed: readonly number[]): Buffer {
  const bytes = Buffer.alloc(SIZE);
  for (const chunk of [0, 1, 2, 70, 100, 128, 133]) {
    const seed = changed.includes(chunk) ? `new ${chunk}` : `old ${chunk}`;
    noise(CHUNK_SIZE, seed).copy(bytes, chunk * CHUNK_SIZE);
  }
  return bytes;
}

function chunkAt(content: Buffer, number: number): Buffer {
  return content.subarray(number * CHUNK_SIZE, (number + 1) * CHUNK_SIZE);
}

/** @param said what the bytes are said to be. */
function plainChunk(bytes: Buffer, said: Buffer = bytes): Instruction {
  return { kind: 'chunk', id: chunkIdOf(said), codec: 'plain', bytes };
}

/** A part as a client makes it: what the base has at the same place is copied. */
function instructionsOf(content: Buffer, start: number, base?: Buffer): Instruction[] {
  const end = Math.min(content.length, start + PART_GRID);
  const instructions: Instruction[] = [];
  for (let first = start / CHUNK_SIZE; first * CHUNK_SIZE < end; first += 1) {
    const bytes = chunkAt(content, first);
    if (bytes.every((byte) => byte === 0)) instructions.push({ kind: 'zeros', count: 1 });
    else if (base && chunkAt(base, first).equals(bytes)) {
      instructions.push({ kind: 'copy', source: 0, first, count: 1 });
    } else instructions.push(plainChunk(bytes));
  }
  return instructions;
}

async function* sent(instructions: readonly Instruction[]): AsyncGenerator<Buffer> {
  for (const instruction of instructions) yield Buffer.concat(encodeInstruction(instruction));
}

interface Sending {
  readonly by?: Caller;
  readonly start?: number;
  readonly sources?: readonly ImageId[];
}

function send(
  images: ImageWorld['images'],
  id: ImageId,
  instructions: readonly Instruction[],
  { by = member, start = 0, sources = [] }: Sending = {},
): Promise<void> {
  const { signal } = new AbortController();
  return images.pushPart(by, id, { start, sources, bytes: sent(instructions), signal });
}

async function queued(world: ImageWorld, by = member, more: NewImage = RAW): Promise<ImageId> {
  return (await world.images.imageCreate(by, more)).id;
}

async function uploaded(world: ImageWorld, content: Buffer, by = member): Promise<ImageId> {
  const id = await queued(world, by, { ...RAW, visibility: 'private' });
  await world.images.dataUpload(by, id, uploadOf(content));
  return id;
}

async function begun(world: ImageWorld, size = SIZE): Promise<ImageId> {
  const id = await queued(world);
  await world.images.pushBegin(member, id, size);
  return id;
}

async function contentOf({ images }: Pick<ImageWorld, 'images'>, id: ImageId): Promise<Buffer> {
  const { reader, content } = await images.dataOpen(member, id);
  assert.ok(reader);
  return reader.read(0, content.size);
}

async function rootOf({ images }: Pick<ImageWorld, 'images'>, id: ImageId) {
  const { content } = await images.dataOpen(member, id);
  assert.ok(content);
  return content.root;
}

async function assertNothingReserved(world: ImageWorld): Promise<void> {
  const { reservedBytes, uploads } = await world.store.usageFind(testProject('p1'));
  assert.deepEqual({ reservedBytes, uploads }, { reservedBytes: 0, uploads: 0 });
}

describe('a push', () => {
  it('makes an image of parts in any order, and stores what the base has not', async (context) => {
    const world = await openWorld(context);
    const [old, content] = [version(), version(1, 128)];
    const base = await uploaded(world, old);
    const before = (await world.chunks.usage()).liveBytes;
    const id = await queued(world);
    const push = await world.images.pushBegin(member, id, SIZE);
    assert.deepEqual(push.missing, [{ offset: 0, length: SIZE }]);
    for (const start of STARTS.toReversed()) {
      await send(world.images, id, instructionsOf(content, start, old), { start, sources: [base] });
    }
    assert.deepEqual((await world.images.pushGet(member, id)).missing, []);
    const image = await world.images.pushFinish(member, id, null);
    assert.equal(image.state.status, 'active');
    assert.ok((await contentOf(world, id)).equals(content));
    // Two chunks, a few pages.
    assert.ok((await world.chunks.usage()).liveBytes - before < 2 * CHUNK_SIZE + 32_768);
    assert.equal(await rootOf(world, id), await rootOf(world, await uploaded(world, content)));
    await assertNothingReserved(world);
    assert.equal((await world.store.usageFind(testProject('p1'))).bytes, 3 * SIZE);
  });

  it('copies from other places, and from images that others offer', async (context) => {
    const world = await openWorld(context);
    const owner = caller('p2');
    const content = noise(3 * CHUNK_SIZE, 'three');
    const base = await queued(world, owner, { ...RAW, visibility: 'community' });
    await world.images.dataUpload(owner, base, uploadOf(content));
    const id = await begun(world, 4 * CHUNK_SIZE);
    await send(
      world.images,
      id,
      [
        { kind: 'copy', source: 0, first: 1, count: 2 },
        { kind: 'copy', source: 0, first: 0, count: 2 },
      ],
      { sources: [base] },
    );
    await world.images.pushFinish(member, id, null);
    const wanted = Buffer.concat([content.subarray(CHUNK_SIZE), content.subarray(0, 2 * CHUNK_SIZE)]);
    assert.ok((await contentOf(world, id)).equals(wanted));
  });

  it('goes on after a connection was cut, through another process, and survives collections', async (context) => {
    const world = await openWorld(context);
    const content = version();
    const id = await begun(world);
    await send(world.images, id, instructionsOf(content, 0));
    const sender = puppet();
    const gone = new AbortController();
    const part = { start: PART_GRID, sources: [], bytes: sender.bytes, signal: gone.signal };
    const cut = world.images.pushPart(member, id, part);
    await sender.send(Buffer.concat(encodeInstruction({ kind: 'zeros', count: 6 })));
    await sender.send(Buffer.concat(encodeInstruction(plainChunk(chunkAt(content, 70)))));
    gone.abort();
    await assert.rejects(cut, failsWith('invalid', /connection/));
    await world.collect();
    const other = world.beside();
    await other.work.start();
    context.after(() => other.work.stop());
    const { missing, received } = await other.images.pushBegin(member, id, SIZE);
    assert.equal(received, PART_GRID);
    assert.deepEqual(missing, [{ offset: PART_GRID, length: SIZE - PART_GRID }]);
    for (const start of STARTS.slice(1)) await send(other.images, id, instructionsOf(content, start), { start });
    await world.collect();
    await other.images.pushFinish(member, id, null);
    await world.collect();
    assert.ok((await contentOf(world, id)).equals(content));
  });

  it('is no way to learn what others have, or to get it', async (context) => {
    const world = await openWorld(context);
    const secret = noise(CHUNK_SIZE, 'secret');
    const theirs = await uploaded(world, secret, caller('p2'));
    const id = await begun(world, CHUNK_SIZE);
    const copy: Instruction = { kind: 'copy', source: 0, first: 0, count: 1 };
    const refusals: string[] = [];
    for (const source of [theirs, newImageId()]) {
      await assert.rejects(send(world.images, id, [copy], { sources: [source] }), (error) => {
        assert.ok(failsWith('not-found')(error) && error instanceof Error);
        refusals.push(error.message.replace(source, 'X'));
        return true;
      });
    }
    assert.equal(refusals[0], refusals[1]);
    // The id alone is worth nothing: the bytes have to come, whether the store has them or not.
    const wrong = plainChunk(noise(CHUNK_SIZE, 'guess'), secret);
    await assert.rejects(send(world.images, id, [wrong]), failsWith('invalid', /not those of its id/));
    const unknown = plainChunk(noise(CHUNK_SIZE, 'guess'), noise(CHUNK_SIZE, 'unknown'));
    await assert.rejects(send(world.images, id, [unknown]), failsWith('invalid', /not those of its id/));
    await world.images.imageUpdate(caller('p2'), theirs, () => ({ visibility: 'community' }));
    await send(world.images, id, [copy], { sources: [theirs] });
  });

  it('refuses parts that are none, and keeps nothing of them', async (context) => {
    const world = await openWorld(context);
    const base = await uploaded(world, noise(CHUNK_SIZE + 5, 'base'));
    const id = await begun(world);
    const stored = await world.chunks.usage();
    const zeros = (count: number): Instruction => ({ kind: 'zeros', count });
    const copy = (first: number, source = 0): Instruction => ({ kind: 'copy', source, first, count: 1 });
    const attempts: readonly (readonly [RegExp, readonly Instruction[], Sending?])[] = [
      [/is empty/, []],
      [/has to end/, [zeros(63)]],
      [/goes on after/, [zeros(SIZE)]],
      [/goes on after/, [plainChunk(noise(CHUNK_SIZE, 1)), zeros(6)], { start: 2 * PART_GRID }],
      [/begins at a multiple/, [zeros(64)], { start: CHUNK_SIZE }],
      [/begins at a multiple/, [zeros(64)], { start: 3 * PART_GRID }],
      [/has 9 bytes for byte 0/, [plainChunk(noise(9, 1)), zeros(63)]],
      [/has 262144 bytes for byte/, [zeros(5), plainChunk(noise(CHUNK_SIZE, 1))], { start: 2 * PART_GRID }],
      [/source 0, which is not named/, [copy(0)]],
      [/source 1, which is not named/, [copy(0, 1)], { sources: [base] }],
      [/has 5 bytes for byte 0/, [copy(1)], { sources: [base] }],
      [/has 0 bytes for byte 0/, [copy(2)], { sources: [base] }],
      [/has no data/, [copy(0)], { sources: [id] }],
    ];
    for (const [message, instructions, sending] of attempts) {
      await assert.rejects(send(world.images, id, instructions, sending), failsWith('invalid', message));
    }
    const { signal } = new AbortController();
    const bytes = uploadOf(noise(1000, 'no instructions')).bytes;
    const nonsense = world.images.pushPart(member, id, { start: 0, sources: [], bytes, signal });
    await assert.rejects(nonsense, failsWith('invalid', /cannot be read: instruction 0/));
    assert.equal((await world.images.pushGet(member, id)).received, 0);
    assert.deepEqual(await world.chunks.usage(), stored);
  });

  it('takes each part from one of two senders', async (context) => {
    const world = await openWorld(context);
    const content = version();
    const id = await begun(world);
    const both = await Promise.allSettled([1, 2].map(() => send(world.images, id, instructionsOf(content, 0))));
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    for (const one of both) if (one.status === 'rejected') assert.ok(failsWith('conflict')(one.reason));
    await assert.rejects(world.images.pushBegin(member, id, SIZE + 1), failsWith('conflict', /under way/));
    await assert.rejects(world.images.dataUpload(member, id, uploadOf(content)), failsWith('conflict'));
    await assert.rejects(world.images.pushFinish(member, id, null), failsWith('conflict', /byte 16777216 has not/));
    for (const start of STARTS.slice(1)) await send(world.images, id, instructionsOf(content, start), { start });
    const root = await rootOf(world, await uploaded(world, content));
    const ends = await Promise.allSettled([1, 2].map(() => world.images.pushFinish(member, id, root)));
    assert.ok(ends.some(({ status }) => status === 'fulfilled'));
    // The answer was lost: asking again tells the same.
    assert.equal((await world.images.pushFinish(member, id, root)).state.status, 'active');
    await assert.rejects(world.images.pushFinish(member, id, null), failsWith('conflict'));
  });

  it('fails as a whole when the parts make something else, or what may not be kept', async (context) => {
    const world = await openWorld(context);
    const qcow2 = Buffer.concat([Buffer.from('QFI\xfb\0\0\0\x03', 'latin1'), noise(CHUNK_SIZE - 8, 'qcow2')]);
    const elsewhere = parseTreeRoot(chunkIdOf(noise(1, 1)));
    for (const [content, root, code] of [
      [noise(CHUNK_SIZE, 'plain'), elsewhere, 'invalid'],
      [qcow2, null, 'content-refused'],
    ] as const) {
      const id = await begun(world, content.length);
      await send(world.images, id, [plainChunk(content)]);
      await assert.rejects(world.images.pushFinish(member, id, root), failsWith(code));
      assert.equal((await world.images.imageGet(member, id)).state.status, 'queued');
    }
    await assertNothingReserved(world);
    await world.collect();
    assert.equal((await world.chunks.usage()).liveBytes, 0);
  });

  it('ends when it is cancelled, when nothing happens any more, and when its image is deleted', async (context) => {
    const world = await openWorld(context);
    const end: readonly ((id: ImageId) => Promise<void>)[] = [
      (id) => world.images.pushCancel(member, id),
      (id) => world.images.imageDelete(member, id),
      async (id) => {
        const later = world.beside();
        world.clock.advance(PUSH_LIFETIME + 1);
        await later.work.start();
        while ((await world.images.imageGet(member, id)).state.status !== 'queued') await setImmediate();
        await later.work.stop();
      },
    ];
    for (const finish of end) {
      const id = await begun(world);
      await send(world.images, id, instructionsOf(version(), 0));
      await finish(id);
      await assert.rejects(world.images.pushFinish(member, id, null));
      await assertNothingReserved(world);
      assert.deepEqual(await Array.fromAsync(world.store.pushedContents()), []);
    }
    await world.collect();
    assert.equal((await world.chunks.usage()).liveBytes, 0);
  });

  it('is begun within the quota, on a queued image, by those who may change it', async (context) => {
    const world = await openWorld(context);
    const id = await queued(world);
    await assert.rejects(world.images.pushBegin(member, id, 65 * 2 ** 20), failsWith('too-large'));
    await assert.rejects(world.images.pushBegin(member, id, 0), failsWith('invalid'));
    await assert.rejects(world.images.pushBegin(caller('p2'), id, 1), failsWith('not-found'));
    await assert.rejects(world.images.pushBegin(caller('p1', 'reader'), id, 1), failsWith('forbidden'));
    await assert.rejects(world.images.pushGet(member, id), failsWith('conflict', /No push/));
    const bare = await queued(world, member, {});
    await assert.rejects(world.images.pushBegin(member, bare, 1), failsWith('invalid', /disk_format/));
    const full = await uploaded(world, Buffer.from('full'));
    await assert.rejects(world.images.pushBegin(member, full, 1), failsWith('conflict'));
    for (let count = 0; count < 4; count += 1) await begun(world, 60 * 2 ** 20);
    await assert.rejects(begun(world, 60 * 2 ** 20), failsWith('quota-exceeded'));
  });
});
