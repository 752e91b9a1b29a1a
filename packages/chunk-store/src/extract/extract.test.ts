import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from 'node:test';
import { deflateRawSync, deflateSync, zstdCompressSync } from 'node:zlib';
import { DiskError, MAX_PACKED_STRETCH, type MappedExtent, type PackedCodec } from '@ingot/disk';
import * as fc from 'fast-check';
import { CHUNK_SIZE, chunkIdOf } from '../chunk-id.ts';
import type { ChunkStore } from '../chunk-store.ts';
import { ChunkStoreError, isChunkStoreError } from '../errors.ts';
import type { PackBackend } from '../packs/pack-backend.ts';
import { noise } from '../testing/content.ts';
import { faulty } from '../testing/faulty.ts';
import { check } from '../testing/store-test.ts';
import { get, put } from '../testing/temporary-store.ts';
import type { TreeRoot } from '../tree/tree-root.ts';

/** The next bytes of a disk, and how a file has them. */
type Part =
  | { readonly kind: 'zero'; readonly length: number }
  /** `gap` bytes of something else lie before them in the file. */
  | { readonly kind: 'stored'; readonly length: number; readonly gap: number; readonly seed: number }
  | { readonly kind: 'packed'; readonly plainLength: number; readonly codec: PackedCodec; readonly seed: number };

const PACK: Readonly<Record<PackedCodec, (plain: Buffer) => Buffer>> = {
  deflate: (plain) => deflateRawSync(plain, { windowBits: 12 }),
  zlib: (plain) => deflateSync(plain),
  zstd: (plain) => zstdCompressSync(plain),
};

interface Example {
  readonly file: Buffer;
  readonly extents: readonly MappedExtent[];
  readonly disk: Buffer;
}

/** Seed 0 stands for zeros, which a file may store like anything else. */
function bytesOf(length: number, seed: number): Buffer {
  return seed === 0 ? Buffer.alloc(length) : noise(length, seed).subarray(0, length);
}

/** Builds a file and the map of the disk in it, cut off at `size`. */
function build(parts: readonly Part[], size = Number.POSITIVE_INFINITY): Example {
  const file: Buffer[] = [];
  const disk: Buffer[] = [];
  const extents: MappedExtent[] = [];
  let [offset, end] = [0, 0];
  for (const part of parts) {
    const whole = part.kind === 'packed' ? part.plainLength : part.length;
    const length = Math.min(whole, size - offset);
    // What is packed together lies at a multiple of its length.
    if (length <= 0 || (part.kind === 'packed' && offset % whole !== 0)) continue;
    if (part.kind === 'zero') {
      extents.push({ kind: 'zero', offset, length });
      disk.push(Buffer.alloc(length));
    } else {
      const plain = bytesOf(whole, part.seed);
      const stored = part.kind === 'packed' ? PACK[part.codec](plain) : plain;
      const gap = bytesOf(part.kind === 'stored' ? part.gap : 1, 7);
      file.push(gap, stored);
      const at = end + gap.length;
      end = at + stored.length;
      disk.push(plain.subarray(0, length));
      if (part.kind === 'stored') extents.push({ kind: 'stored', offset, length, at });
      else {
        const { plainLength, codec } = part;
        extents.push({ kind: 'packed', offset, length, at, packedLength: stored.length, plainLength, codec });
      }
    }
    offset += length;
  }
  // Something follows what is packed: a cluster's length is known by the sector only.
  return { file: Buffer.concat([...file, noise(600, 5)]), extents, disk: Buffer.concat(disk) };
}

async function* listed<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function extract(store: ChunkStore, { file, extents, disk }: Example, start = 0): Promise<TreeRoot> {
  const tree = await store.open(await put(store, Buffer.concat([noise(start, 9), file])));
  const mapped = { size: disk.length, extents: listed(extents) };
  const { root, size, release } = await store.extract({ tree, start }, mapped);
  assert.equal(size, disk.length);
  await release();
  return root;
}

/** As of a store whose packs lie elsewhere, or are sealed. */
function withoutFiles(backend: PackBackend): PackBackend {
  return new Proxy(backend, {
    get: (target, name) => {
      const member: unknown = name === 'useFile' ? undefined : Reflect.get(target, name, target);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
}

/** A disk whose chunks lie across those of the file. */
function shifted(chunks: number): Example {
  return build([{ kind: 'stored', length: chunks * CHUNK_SIZE, gap: 512, seed: 1 }]);
}

const lengths = fc.oneof(
  fc.constantFrom(1, 512, 4096, 65_536, CHUNK_SIZE - 1, CHUNK_SIZE, 3 * CHUNK_SIZE),
  fc.nat({ max: CHUNK_SIZE }).map((length) => length + 1),
);
const seed = fc.nat({ max: 3 });
const codec = fc.constantFrom<PackedCodec>('deflate', 'zlib', 'zstd');
const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('zero'), length: lengths }),
  fc.record({ kind: fc.constant('stored'), length: lengths, gap: fc.constantFrom(0, 1, 512, CHUNK_SIZE), seed }),
  fc.record({
    kind: fc.constant('packed'),
    plainLength: fc.constantFrom(512, 4096, 65_536, CHUNK_SIZE, 2 * CHUNK_SIZE, MAX_PACKED_STRETCH),
    codec,
    seed,
  }),
);

describe('what lies in a file as a tree of its own', () => {
  check('is the tree of those bytes, however they lie there', async ({ store: reading, backend, reopen }) => {
    const lending = await reopen({ backend: withoutFiles(backend) });
    const example = fc.tuple(fc.array(part, { maxLength: 8 }), fc.nat({ max: 4 * CHUNK_SIZE }));
    const stores = fc.constantFrom('reading', 'lending');
    await fc.assert(
      fc.asyncProperty(stores, example, fc.constantFrom(0, 512, CHUNK_SIZE), async (how, [parts, size], start) => {
        const store = how === 'reading' ? reading : lending;
        const built = build(parts, size < CHUNK_SIZE ? Number.POSITIVE_INFINITY : size);
        const root = await extract(store, built, start);
        assert.ok((await get(store, root)).equals(built.disk));
        assert.equal(root, await put(store, built.disk), 'equal content is one tree');
      }),
      { numRuns: 120 },
    );
  });

  check('is put together of pieces that lie in more chunks than are lent at a time', async ({ store }) => {
    const far = Array.from({ length: 200 }, (_, index): Part => {
      return { kind: 'stored', length: 4096, gap: CHUNK_SIZE / 4, seed: index % 3 };
    });
    const built = build(far);
    assert.ok((await get(store, await extract(store, built))).equals(built.disk));
  });

  check('stores and reads nothing where the file has its chunks as they are, or zeros', async (temporary) => {
    let written = 0;
    const store = await temporary.reopen({
      backend: faulty(temporary.backend, (method) => {
        if (method === 'append') written += 1;
      }),
    });
    const tree = await store.open(
      await put(store, Buffer.concat([noise(CHUNK_SIZE, 4), noise(5 * CHUNK_SIZE, 1), Buffer.alloc(2 * CHUNK_SIZE)])),
    );
    const before = written;
    const size = 7 * CHUNK_SIZE;
    const extents = listed<MappedExtent>([{ kind: 'stored', offset: 0, length: size, at: CHUNK_SIZE }]);
    const { root, newBytes, release } = await store.extract({ tree, start: 0 }, { size, extents });
    await release();
    const expected = Buffer.concat([noise(5 * CHUNK_SIZE, 1), Buffer.alloc(2 * CHUNK_SIZE)]);
    assert.ok((await get(store, root)).equals(expected));
    // The page of the tree, and the end of its pack.
    assert.ok(newBytes < 4096 && written - before <= 2, `${newBytes} bytes in ${written - before} writes`);
  });

  check('costs nothing for zeros, however many', async ({ store }) => {
    const size = 2 ** 50 + 4096;
    const tree = await store.open(await put(store, noise(4096, 1)));
    const extents = listed<MappedExtent>([
      { kind: 'zero', offset: 0, length: 2 ** 50 },
      { kind: 'stored', offset: 2 ** 50, length: 4096, at: 0 },
    ]);
    const reached: number[] = [];
    const progress = (bytes: number): void => void reached.push(bytes);
    const { root, release } = await store.extract({ tree, start: 0 }, { size, extents }, { progress });
    await release();
    assert.deepEqual(reached, [size]);
    const reader = await store.open(root);
    assert.ok((await reader.read(2 ** 50, 4096)).equals(noise(4096, 1)));
  });

  check('is made with few slots as well, for several at a time', async ({ store, reopen }) => {
    const few = await reopen({ slots: 3 });
    const roots = await Promise.all([30, 20, 10].map((chunks) => extract(few, shifted(chunks))));
    for (const [position, chunks] of [30, 20, 10].entries()) {
      const root = roots[position] ?? assert.fail();
      assert.ok((await get(store, root)).equals(shifted(chunks).disk), `${chunks} chunks`);
    }
  });

  check('is made of packs that have moved meanwhile', async ({ backend, reopen }) => {
    let gone = 0;
    const moving = faulty(backend, (method) => {
      if (method !== 'useFile') return;
      gone += 1;
      throw new ChunkStoreError('missing', 'the pack is not there any more');
    });
    const store = await reopen({ backend: moving });
    const example = shifted(20);
    assert.ok((await get(store, await extract(store, example))).equals(example.disk));
    assert.ok(gone > 0);
  });

  check('is not made of damaged chunks', async ({ store, directory, index, reopen }) => {
    const example = shifted(20);
    const root = await put(store, example.file);
    const id = chunkIdOf(example.file.subarray(0, CHUNK_SIZE));
    const { pack, offset } = (await index.locate([id])).get(id) ?? assert.fail();
    const path = join(directory, 'packs', pack.slice(0, 2), `${pack}.pack`);
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
    await writeFile(path, bytes);
    const fresh = await reopen();
    const tree = await fresh.open(root);
    const mapped = { size: example.disk.length, extents: listed(example.extents) };
    await assert.rejects(fresh.extract({ tree, start: 0 }, mapped), (error) => isChunkStoreError(error, 'corrupt'));
    assert.ok((await index.findQuarantined([id])).has(id));
  });

  check('that cannot be unpacked is refused, and leaves nothing behind', async ({ store, files }) => {
    const cases: readonly (readonly [PackedCodec, plainLength: number])[] = [
      ['deflate', 65_536],
      ['zlib', 65_536],
      ['zstd', 65_536],
      ['zstd', MAX_PACKED_STRETCH],
    ];
    for (const [how, plainLength] of cases) {
      const file = noise(CHUNK_SIZE, 1);
      // Sound at first, so that something of the disk is on its way.
      const sound: MappedExtent = { kind: 'stored', offset: 0, length: MAX_PACKED_STRETCH, at: 0 };
      const broken = {
        kind: 'packed',
        offset: MAX_PACKED_STRETCH,
        length: plainLength,
        plainLength,
        codec: how,
      } as const;
      const content = Buffer.concat([noise(MAX_PACKED_STRETCH, 2), file]);
      const tree = await store.open(await put(store, content));
      const before = (await files()).length;
      const extents = listed([sound, { ...broken, at: MAX_PACKED_STRETCH, packedLength: 5000 }]);
      await assert.rejects(
        store.extract({ tree, start: 0 }, { size: MAX_PACKED_STRETCH + plainLength, extents }),
        (error) => error instanceof DiskError && error.code === 'malformed' && /at byte 2097152/.test(error.message),
      );
      assert.equal((await files()).length, before);
    }
  });

  check('that unpacks to more or less than it should is refused', async ({ store }) => {
    for (const length of [65_535, 65_537]) {
      const packed = PACK.zlib(noise(length, 1).subarray(0, length));
      const tree = await store.open(await put(store, packed));
      const place = { at: 0, packedLength: packed.length, plainLength: 65_536, codec: 'zlib' } as const;
      const extents = listed<MappedExtent>([{ kind: 'packed', offset: 0, length: 65_536, ...place }]);
      await assert.rejects(store.extract({ tree, start: 0 }, { size: 65_536, extents }), /cannot be unpacked/);
    }
  });

  check('ends when nobody wants it, or its map fails', async ({ store, files }) => {
    const tree = await store.open(await put(store, noise(3 * CHUNK_SIZE, 1)));
    const before = (await files()).length;
    const controller = new AbortController();
    async function* endless(end: () => void): AsyncGenerator<MappedExtent> {
      for (let offset = 0; ; offset += CHUNK_SIZE + 1) {
        yield { kind: 'stored', offset, length: CHUNK_SIZE + 1, at: 1 };
        if (offset > 200 * CHUNK_SIZE) end();
      }
    }
    const size = 2 ** 50;
    await assert.rejects(
      store.extract(
        { tree, start: 0 },
        { size, extents: endless(() => controller.abort()) },
        { signal: controller.signal },
      ),
      (error) => isChunkStoreError(error, 'aborted'),
    );
    const failing = endless(() => {
      throw new DiskError('malformed', 'a table is wrong');
    });
    await assert.rejects(store.extract({ tree, start: 0 }, { size, extents: failing }), /a table is wrong/);
    const gap = listed<MappedExtent>([{ kind: 'zero', offset: 1, length: 1 }]);
    await assert.rejects(store.extract({ tree, start: 0 }, { size: 2, extents: gap }), RangeError);
    assert.equal((await files()).length, before);
  });
});
