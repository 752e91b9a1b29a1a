import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { open, truncate } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { CHUNK_SIZE } from '@ingot/chunk-store';
import { hasCode } from '../../kernel/errors.ts';
import type { FileType } from '../file-types.ts';
import { artefactName } from '../pools/artefact-name.ts';
import { openWorld, OWNER } from '../testing/publishing-world.ts';
import { layOutArtefact } from './lay-out-artefact.ts';
import type { RunSteps } from './publication-run.ts';
import { verifyArtefact } from './verify-artefact.ts';
import { writeArtefact } from './write-artefact.ts';

/** A chunk that is half zeros, a gap, two chunks, and an end within a sector. */
const DISK = Buffer.concat([
  randomBytes(CHUNK_SIZE / 2),
  Buffer.alloc(20 * CHUNK_SIZE + CHUNK_SIZE / 2),
  randomBytes(2 * CHUNK_SIZE),
  Buffer.alloc(3 * CHUNK_SIZE),
  randomBytes(1000),
]);

async function scene(test: TestContext, fileType: FileType) {
  const world = await openWorld(test);
  const { chunks, openPool } = world.context;
  const pool = await world.newPool();
  const storage = openPool(pool.id, { kind: 'directory', path: pool.directory });
  const id = await world.upload(DISK);
  const { state } = await world.images.imageGet(OWNER, id);
  assert.ok(state.status === 'active');
  const disk = await chunks.open(state.content.root);
  const name = artefactName({ imageId: id, fileType });
  const file = await layOutArtefact(disk, fileType);
  const told: string[] = [];
  const run: RunSteps = {
    signal: new AbortController().signal,
    step: async (step, total) => void told.push(`${step} ${total}`),
    advance: (done) => void told.push(String(done)),
  };
  const { size } = await writeArtefact(chunks, storage, name, file, run);
  const verify = (): Promise<void> => verifyArtefact(world.context, storage, { name, fileType, file, disk }, run);
  return { verify, size, told, path: path.join(pool.directory, name) };
}

/** Changes bytes of a file. */
async function change(file: string, offset: number, length: number, how: (bytes: Buffer) => void): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, offset);
    how(bytes);
    await handle.write(bytes, 0, length, offset);
  } finally {
    await handle.close();
  }
}

function flip(bytes: Buffer): void {
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0);
}

for (const fileType of ['qcow2', 'vhd'] as const) {
  describe(`a ${fileType} file that is read back`, () => {
    it('is sound as it was written, and all of it is read', async (test) => {
      const { verify, size, told } = await scene(test, fileType);
      await verify();
      assert.equal(told.at(-1), String(size));
      assert.ok(told.includes(`verifying ${size}`));
    });

    it('is refused with one bit of its disk changed, one of its tables, one of what fills up', async (test) => {
      const { verify, path: file, size } = await scene(test, fileType);
      const [diskAt, tableAt, fillAt] =
        fileType === 'qcow2' ? [size - 65_536, 65_536 + 8, 4000] : [size - 2 ** 20, 2048, 1500];
      for (const at of [diskAt, tableAt, fillAt]) {
        await change(file, at, 1, flip);
        await assert.rejects(verify(), (error) => hasCode(error, 'corrupt'), `byte ${at}`);
        await change(file, at, 1, flip);
      }
      await verify();
    });

    it('is refused when it was cut', async (test) => {
      const { verify, path: file, size } = await scene(test, fileType);
      await truncate(file, size - 512);
      await assert.rejects(verify(), /it has \d+ bytes/);
    });
  });
}

it('a qcow2 file whose tables are sound, but of another disk, is refused', async (test) => {
  const { verify, path: file, size } = await scene(test, 'qcow2');
  // The last clusters of the two chunks change places: no table tells.
  const last = size - 65_536;
  const [one, other] = [last - 65_536, last - 5 * 65_536];
  const [first, second] = [Buffer.alloc(65_536), Buffer.alloc(65_536)];
  await change(file, one, 65_536, (bytes) => void bytes.copy(first));
  await change(file, other, 65_536, (bytes) => void bytes.copy(second));
  await change(file, one, 65_536, (bytes) => void second.copy(bytes));
  await change(file, other, 65_536, (bytes) => void first.copy(bytes));
  await assert.rejects(verify(), /is not that of the image/);
});
