import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe } from 'node:test';
import * as fc from 'fast-check';
import { CHUNK_SIZE } from '../chunk-id.ts';
import { contentOf, noise } from '../testing/content.ts';
import { rejectsWith } from '../testing/pack-backend-suite.ts';
import { check } from '../testing/store-test.ts';
import { put } from '../testing/temporary-store.ts';
import { PAGE_FANOUT } from '../tree/page.ts';

const { signal } = new AbortController();

/** Lengths that end at, before and after the edges of chunks. */
const lengths = fc
  .tuple(fc.nat({ max: 3 }), fc.constantFrom(0, 1, 512, 65_536, CHUNK_SIZE - 1))
  .map(([chunks, rest]) => chunks * CHUNK_SIZE + rest);
/** Bytes, and how many zeros come before them. */
const pieces = fc.array(fc.record({ gap: lengths, length: lengths, isZero: fc.boolean(), inFile: fc.boolean() }), {
  maxLength: 6,
});

describe('the root of a disk that lies elsewhere', () => {
  check('is that of the tree which an ingest makes of it', async ({ store, directory }) => {
    const file = await open(path.join(directory, 'disk'), 'w+');
    await fc.assert(
      fc.asyncProperty(pieces, lengths, async (all, tail) => {
        const size = all.reduce((sum, { gap, length }) => sum + gap + length, tail);
        const disk = Buffer.alloc(size);
        const naming = store.nameDisk(size, signal);
        let at = 0;
        for (const { gap, length, isZero, inFile } of all) {
          at += gap;
          const bytes = isZero ? Buffer.alloc(length) : noise(length, at);
          bytes.copy(disk, at);
          if (inFile) {
            const { size: offset } = await file.stat();
            await file.writev([bytes, Buffer.from('what follows')], offset);
            await naming.writeFile(at, { file: file.fd, offset, length });
          } else await naming.write(at, bytes);
          // It was taken: the memory is ours again.
          bytes.fill(1);
          at += length;
        }
        const root = await naming.finish();
        await naming.discard();
        assert.equal(root, await put(store, disk));
      }),
      { numRuns: 30 },
    );
    await file.close();
  });

  check('is not known of a file that ends too soon', async ({ store, directory }) => {
    const content = path.join(directory, 'content');
    await writeFile(content, noise(5 * CHUNK_SIZE + 7, 1));
    const file = await open(content, 'r');
    for (const start of [0, 9]) {
      const naming = store.nameDisk(9 * CHUNK_SIZE, signal);
      const stretch = { file: file.fd, offset: 0, length: 6 * CHUNK_SIZE - start };
      await rejectsWith(
        'io',
        naming.writeFile(start, stretch).then(() => naming.finish()),
      );
      await naming.discard();
    }
    await file.close();
  });

  check('takes no time for zeros, of whatever length', async ({ store, files }) => {
    const far = PAGE_FANOUT ** 2 * CHUNK_SIZE;
    const naming = store.nameDisk(far + 7, signal);
    await naming.write(far, Buffer.from('an end '));
    assert.match(await naming.finish(), /^[0-9a-f]{64}$/);
    assert.deepEqual(await files(), [], 'nothing is stored');
  });

  check('is of bytes in their order, within the disk', async ({ store }) => {
    const naming = store.nameDisk(CHUNK_SIZE, signal);
    await naming.write(10, Buffer.from('ten'));
    await assert.rejects(naming.write(12, Buffer.from('x')), RangeError);
    await assert.rejects(naming.write(CHUNK_SIZE - 1, Buffer.from('xy')), RangeError);
    await naming.discard();
    await naming.discard();
    assert.throws(() => store.nameDisk(-1, signal), RangeError);
  });

  check(
    'gives all memory back, finished or not',
    async ({ store, directory }) => {
      const disk = contentOf([1, 2, 3, 4, 5, 6], 100);
      const content = path.join(directory, 'content');
      await writeFile(content, disk);
      const file = await open(content, 'r');
      for (let round = 0; round < 5; round += 1) {
        const given = store.nameDisk(disk.length, signal);
        await given.write(0, disk.subarray(0, 1000));
        await given.writeFile(1000, { file: file.fd, offset: 1000, length: 3 * CHUNK_SIZE });
        await given.discard();
        const naming = store.nameDisk(disk.length, signal);
        await naming.write(0, disk.subarray(0, CHUNK_SIZE));
        await naming.writeFile(CHUNK_SIZE, { file: file.fd, offset: CHUNK_SIZE, length: disk.length - CHUNK_SIZE });
        assert.equal(await naming.finish(), await put(store, disk));
        await naming.discard();
      }
      await file.close();
    },
    { slots: 4 },
  );
});

describe('a running SHA-256', () => {
  check('is that of all bytes, in whatever memory they are', async ({ store }) => {
    const bytes = contentOf([1, 0, 2, 3], 99);
    for (const step of [1000 * 1000, CHUNK_SIZE, 70_001]) {
      const running = store.sha256(signal);
      const given: Promise<void>[] = [];
      for (let at = 0; at < bytes.length; at += 2 * step) {
        const lent = Buffer.from(bytes.subarray(at, at + step));
        const rest = bytes.subarray(at + step, at + 2 * step);
        const shared = Buffer.from(new SharedArrayBuffer(rest.length));
        rest.copy(shared);
        const taken = running.update([lent, shared]);
        // They were taken: the memory is ours again.
        given.push(taken.then(() => [lent, shared].forEach((piece) => void piece.fill(0))));
      }
      await Promise.all(given);
      assert.equal(await running.finish(), hash('sha256', bytes));
      running.discard();
    }
  });

  check(
    'can be given up, and ends with the signal',
    async ({ store }) => {
      const stop = new AbortController();
      const running = store.sha256(stop.signal);
      await running.update([contentOf([1, 2, 3])]);
      stop.abort(new Error('enough'));
      await assert.rejects(running.update([contentOf([4])]), /enough/);
      running.discard();
      running.discard();
      const other = store.sha256(signal);
      await other.update([contentOf([1, 2, 3, 4, 5])]);
      assert.equal(await other.finish(), hash('sha256', contentOf([1, 2, 3, 4, 5])));
    },
    { slots: 2 },
  );
});
