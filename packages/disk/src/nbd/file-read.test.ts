import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import { promptRead, threadedRead } from './file-read.ts';
import { StallBudget } from './stall-budget.ts';

const content = randomBytes(10_000);

async function withFile(use: (file: FileHandle) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (directory) => {
    const path = join(directory, 'disk.raw');
    await writeFile(path, content);
    const file = await open(path);
    try {
      await use(file);
    } finally {
      await file.close();
    }
  });
}

suite('reading a file', () => {
  test('what the system holds is read at once', () =>
    withFile(async ({ fd }) => {
      const bytes = Buffer.alloc(5000);
      assert.equal(promptRead(fd, new StallBudget())(bytes, 100), null);
      assert.ok(bytes.equals(content.subarray(100, 5100)));
    }));

  test('while stalls are to be made up for another thread reads', () =>
    withFile(async ({ fd }) => {
      const stalls = new StallBudget();
      stalls.isLeft(performance.now());
      stalls.spend(60_000);
      const bytes = Buffer.alloc(5000);
      const reading = promptRead(fd, stalls)(bytes, 100);
      assert.ok(reading);
      await reading;
      assert.ok(bytes.equals(content.subarray(100, 5100)));
    }));

  for (const [name, reader] of Object.entries({ promptRead, threadedRead })) {
    test(`${name}: a file that ends too soon is a fault, and one that cannot be read`, () =>
      withFile(async ({ fd }) => {
        await assert.rejects(async () => reader(fd)(Buffer.alloc(200), content.length - 100), /ends at byte 10000/);
        await assert.rejects(async () => reader(fd)(Buffer.alloc(200), content.length + 5), /ends at byte 10005/);
        await withTemporaryDirectory(async (path) => {
          const directory = await open(path);
          await assert.rejects(async () => reader(directory.fd)(Buffer.alloc(200), 0), { code: 'EISDIR' });
          await directory.close();
        });
      }));
  }
});
