import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { ChunkStoreError } from '@ingot/chunk-store';
import { caller } from '../images/testing/image-world.ts';
import { hasCode } from '../kernel/errors.ts';
import type { ImageId } from '../kernel/ids.ts';
import { EXPORT_FORMATS, fileName, isCompressed, type ExportFormat } from './export-format.ts';
import { openWorld, type ExportWorld } from './testing/export-world.ts';

const run = promisify(execFile);
const OWNER = caller('p1');
const MIB = 2 ** 20;
const DRIVER: Readonly<Record<ExportFormat, string>> = {
  raw: 'raw',
  qcow2: 'qcow2',
  'qcow2-zlib': 'qcow2',
  'qcow2-zstd': 'qcow2',
  vhd: 'vpc',
  'vhd-fixed': 'vpc',
  vhdx: 'vhdx',
  vmdk: 'vmdk',
  'vmdk-stream': 'vmdk',
};

/** 9 MiB and a sector, with data here and there. */
const DISK = Buffer.concat([
  randomBytes(MIB),
  Buffer.alloc(3 * MIB),
  randomBytes(300_000),
  Buffer.alloc(MIB - 300_000, 'text'),
  Buffer.alloc(4 * MIB),
  randomBytes(512),
]);
let directory: string;
let qcow2: Buffer;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-exports-'));
  await writeFile(path.join(directory, 'disk.raw'), DISK);
  await run('qemu-img', [
    'convert',
    '-f',
    'raw',
    '-O',
    'qcow2',
    path.join(directory, 'disk.raw'),
    path.join(directory, 'a'),
  ]);
  qcow2 = await readFile(path.join(directory, 'a'));
});
after(() => rm(directory, { recursive: true }));

async function fileOf({ exports }: ExportWorld, id: ImageId, format: ExportFormat) {
  const file = await exports.exportOpen(OWNER, id, format);
  const parts: Buffer[] = [];
  const sink = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) parts.push(Buffer.from(piece));
  };
  await file.send(sink, { offset: 0, length: file.size, signal: AbortSignal.timeout(30_000) });
  return { ...file, bytes: Buffer.concat(parts) };
}

async function judge(bytes: Buffer, format: ExportFormat): Promise<void> {
  const file = path.join(directory, `judged.${format}`);
  await writeFile(file, bytes);
  const disk = path.join(directory, 'disk.raw');
  const { stdout } = await run('qemu-img', ['compare', '-f', 'raw', '-F', DRIVER[format], disk, file]);
  assert.match(stdout, /Images are identical/);
  await rm(file);
}

describe('the disk of an image', () => {
  it('is had as a file of any format, which is the same disk and has the checksum that was made of it', async (context) => {
    const world = await openWorld(context);
    const id = await world.upload(DISK);
    for (const format of EXPORT_FORMATS) {
      if (isCompressed(format)) await assert.rejects(fileOf(world, id, format), (error) => hasCode(error, 'conflict'));
      else assert.equal((await fileOf(world, id, format)).sha256, null);
      const prepared = await world.prepare(id, format);
      assert.ok(prepared.state.status === 'ready', JSON.stringify(prepared));
      const file = await fileOf(world, id, format);
      assert.equal(file.size, prepared.state.size);
      assert.equal(file.bytes.length, file.size);
      assert.equal(file.sha256, createHash('sha256').update(file.bytes).digest('hex'));
      await judge(file.bytes, format);
    }
    assert.equal((await world.exports.exportList(OWNER, id)).length, EXPORT_FORMATS.length);
  });

  it('is taken out of an image of another format first', async (context) => {
    const world = await openWorld(context);
    const id = await world.upload(qcow2, 'qcow2');
    const { state } = await world.prepare(id, 'vhdx');
    assert.equal(state.status, 'ready');
    await judge((await fileOf(world, id, 'vhdx')).bytes, 'vhdx');
    await judge((await fileOf(world, id, 'raw')).bytes, 'raw');
    await world.prepare(id, 'vmdk-stream');
    await judge((await fileOf(world, id, 'vmdk-stream')).bytes, 'vmdk-stream');
  });

  it('is for those who may download the image', async (context) => {
    const { exports, images, upload, prepare } = await openWorld(context);
    const id = await upload(DISK);
    const stranger = caller('p2');
    const refused = await Promise.allSettled([
      exports.exportOpen(stranger, id, 'vhd'),
      exports.exportPrepare(stranger, id, 'vhd'),
      exports.exportList(stranger, id),
      exports.exportGet(stranger, id, 'vhd'),
      exports.exportDelete(stranger, id, 'vhd'),
    ]);
    for (const outcome of refused) assert.ok(outcome.status === 'rejected' && hasCode(outcome.reason, 'not-found'));
    await assert.rejects(exports.exportPrepare(caller('p1', 'reader'), id, 'vhd'), (error) =>
      hasCode(error, 'forbidden'),
    );
    await images.imageUpdate(caller('p1', 'admin'), id, () => ({ visibility: 'public' }));
    await prepare(id, 'vhd');
    assert.equal((await exports.exportGet(stranger, id, 'vhd')).state.status, 'ready');
    await assert.rejects(exports.exportDelete(stranger, id, 'vhd'), (error) => hasCode(error, 'forbidden'));
    await exports.exportDelete(OWNER, id, 'vhd');
    await assert.rejects(exports.exportGet(OWNER, id, 'vhd'), (error) => hasCode(error, 'not-found'));
    const { id: empty } = await images.imageCreate(OWNER, {});
    await assert.rejects(exports.exportPrepare(OWNER, empty, 'raw'), (error) => hasCode(error, 'conflict'));
  });
});

describe('a compressed file', () => {
  it('outlives collections, is shared by equal disks, and goes with the last of them', async (context) => {
    const world = await openWorld(context);
    const [one, other] = [await world.upload(DISK), await world.upload(DISK)];
    const first = await world.prepare(one, 'qcow2-zstd');
    const stored = (await world.chunks.usage()).chunks;
    const second = await world.prepare(other, 'qcow2-zstd');
    assert.deepEqual(first.state, second.state);
    assert.equal((await world.chunks.usage()).chunks, stored);
    await world.exports.exportDelete(OWNER, one, 'qcow2-zstd');
    await world.collect();
    await judge((await fileOf(world, other, 'qcow2-zstd')).bytes, 'qcow2-zstd');
    await world.images.imageDelete(OWNER, other);
    assert.equal(await world.giveUp(), 1);
    const kept = (await world.chunks.usage()).chunks;
    await world.collect();
    await world.collect();
    assert.ok((await world.chunks.usage()).chunks < kept);
  });

  it('is given up when nobody takes it for long, or there is no room', async (context) => {
    const world = await openWorld(context);
    const id = await world.upload(DISK);
    await world.prepare(id, 'qcow2-zlib');
    await world.prepare(id, 'vhd');
    assert.equal(await world.giveUp(), 0);
    assert.equal(await world.giveUp({ space: MIB }), 1, 'what is kept');
    assert.deepEqual(
      (await world.exports.exportList(OWNER, id)).map(({ format }) => format),
      ['vhd'],
    );
    world.clock.advance(80_000_000);
    await world.exports.exportOpen(OWNER, id, 'vhd');
    world.clock.advance(80_000_000);
    assert.equal(await world.giveUp(), 0, 'it was taken in between');
    world.clock.advance(80_000_000);
    assert.equal(await world.giveUp(), 1);
  });

  it('is not made to its end when nobody waits for it any more, and leaves nothing', async (context) => {
    const started = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const world = await openWorld(context, (chunks) => ({
      ...chunks,
      open: async (root) => {
        started.resolve();
        await gate.promise;
        return chunks.open(root);
      },
    }));
    const id = await world.upload(DISK);
    const { chunks } = await world.chunks.usage();
    const { state } = await world.exports.exportPrepare(OWNER, id, 'vmdk-stream');
    assert.equal(state.status, 'preparing');
    await started.promise;
    await world.exports.exportDelete(OWNER, id, 'vmdk-stream');
    const finished = world.anyFinished();
    gate.resolve();
    await finished;
    assert.deepEqual(await world.exports.exportList(OWNER, id), []);
    await world.collect();
    assert.equal((await world.chunks.usage()).chunks, chunks);
  });

  it('that is damaged in the store is given up for all who share it, and made again', async (context) => {
    let damage: 'open' | 'send' | null = null;
    let damaged: string | null = null;
    const corrupt = new ChunkStoreError('corrupt', 'a chunk is damaged');
    const world = await openWorld(context, (chunks) => ({
      assemble: (how) => chunks.assemble(how),
      open: async (root) => {
        const reader = await chunks.open(root);
        if (damage === null || root !== damaged) return reader;
        if (damage === 'open') throw corrupt;
        return {
          root,
          size: reader.size,
          send: () => Promise.reject(corrupt),
          read: () => Promise.reject(corrupt),
          extents: (range) => reader.extents(range),
          runs: (range) => reader.runs(range),
          stored: (range) => reader.stored(range),
        };
      },
    }));
    const [one, other] = [await world.upload(DISK), await world.upload(DISK)];
    for (const where of ['open', 'send'] as const) {
      for (const id of [one, other]) {
        const { state } = await world.prepare(id, 'qcow2-zstd');
        assert.ok(state.status === 'ready');
        damaged = state.artefact;
      }
      damage = where;
      await assert.rejects(fileOf(world, one, 'qcow2-zstd'), (error) => hasCode(error, 'corrupt'));
      for (const id of [one, other]) {
        const { state } = await world.exports.exportGet(OWNER, id, 'qcow2-zstd');
        assert.ok(state.status === 'failed' && /ask for it again/.test(state.reason));
      }
      damage = null;
    }
    assert.equal((await world.prepare(other, 'qcow2-zstd')).state.status, 'ready');
    await judge((await fileOf(world, other, 'qcow2-zstd')).bytes, 'qcow2-zstd');
  });

  it('that failed says why, and can be asked for again', async (context) => {
    let isBroken = true;
    const world = await openWorld(context, (chunks) => ({
      open: (root) => chunks.open(root),
      assemble: async (how) => {
        if (isBroken) throw new Error('the disk is on fire');
        return chunks.assemble(how);
      },
    }));
    const id = await world.upload(DISK);
    const { state } = await world.prepare(id, 'qcow2-zstd');
    assert.ok(state.status === 'failed');
    assert.doesNotMatch(state.reason, /fire/);
    isBroken = false;
    assert.equal((await world.prepare(id, 'qcow2-zstd')).state.status, 'ready');
  });
});

it('a file is called like its image, by a name that is one everywhere', () => {
  assert.equal(fileName('Debian 12', 'vmdk-stream'), 'Debian 12.vmdk');
  assert.equal(fileName('../../etc/passwd\n', 'raw'), '__.._etc_passwd_.raw');
  assert.equal(fileName('Образ: "А"', 'vhd'), 'Образ_ _А_.vhd');
});
