import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdtemp, open, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { OpenPack, PackBackend } from '../../packs/pack-backend.ts';
import { newPackId, type PackId } from '../../packs/pack-id.ts';
import { rejectsWith, testPackBackend } from '../../testing/pack-backend-suite.ts';
import { CachedWriter } from './byte-writer.ts';
import { localBackend } from './local-backend.ts';
import { writeLocalPack } from './local-pack-file.ts';

async function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ingot-packs-'));
}

testPackBackend('a directory of this machine', async () => {
  const directory = await temporaryDirectory();
  return {
    backend: await localBackend(directory),
    reopen: () => localBackend(directory),
    countLitter: async () => (await readdir(join(directory, 'open'))).length,
    remove: () => rm(directory, { recursive: true }),
  };
});

testPackBackend('a directory of this machine, past the page cache', async () => {
  const directory = await temporaryDirectory();
  const direct = async (): Promise<PackBackend> => {
    const backend = await localBackend(directory);
    const create = backend.create.bind(backend);
    return Object.assign(backend, { create: (pack: PackId) => create(pack, { readLater: true }) });
  };
  return {
    backend: await direct(),
    reopen: direct,
    countLitter: async () => (await readdir(join(directory, 'open'))).length,
    remove: () => rm(directory, { recursive: true }),
  };
});

it('writes past the page cache what has any length, and comes in pieces of any length', async () => {
  const directory = await temporaryDirectory();
  const backend = await localBackend(directory);
  const bytes = randomBytes(9 * 2 ** 20 + 13);
  for (const length of [0, 1, 4095, 4096, 4097, 2 ** 21, 2 ** 22, 2 ** 22 + 1, bytes.length]) {
    const pack = newPackId();
    const writer = await backend.create(pack, { readLater: true });
    for (let at = 0, piece = 1; at < length; at += piece, piece = Math.min(3 * piece + 1, length - at)) {
      const first = Buffer.from(bytes.subarray(at, at + (piece >> 1)));
      const second = Buffer.from(bytes.subarray(at + first.length, at + piece));
      await writer.append([first, second]);
      // The buffers are the caller's again.
      first.fill(0);
      second.fill(0);
    }
    await writer.seal();
    assert.equal(await backend.size(pack), length);
    assert.ok((await backend.read(pack, 0, length)).equals(bytes.subarray(0, length)), `${length} bytes`);
  }
  await backend.close();
  await rm(directory, { recursive: true });
});

it('writes a bounded number of packs past the page cache at a time, and the others through it', async () => {
  const directory = await temporaryDirectory();
  const backend = await localBackend(directory);
  const openPacks = async (): Promise<{ direct: number; cached: number }> => {
    const counts = { direct: 0, cached: 0 };
    for (const number of await readdir('/proc/self/fd')) {
      const file = await readlink(`/proc/self/fd/${number}`).catch(() => '');
      if (!file.startsWith(join(directory, 'open'))) continue;
      const flags = /flags:\s+([0-7]+)/.exec(await readFile(`/proc/self/fdinfo/${number}`, 'utf8'))?.[1] ?? '';
      counts[(Number.parseInt(flags, 8) & constants.O_DIRECT) === 0 ? 'cached' : 'direct'] += 1;
    }
    return counts;
  };
  const begin = (): Promise<OpenPack> => backend.create(newPackId(), { readLater: true });
  const first = await Promise.all(Array.from({ length: 4 }, begin));
  const possible = (await openPacks()).direct;
  // All of them, or none where the file system does not allow it.
  assert.ok(possible === 4 || possible === 0);
  const second = await Promise.all([begin(), begin()]);
  assert.deepEqual(await openPacks(), { direct: possible, cached: 6 - possible });
  for (const pack of first) await pack.discard();
  const third = await Promise.all([begin(), begin()]);
  assert.deepEqual(await openPacks(), { direct: possible / 2, cached: 4 - possible / 2 });
  for (const pack of [...second, ...third]) await pack.discard();
  await backend.close();
  await rm(directory, { recursive: true });
});

it('says that the storage is full when the file system does', async () => {
  const paths = { open: '/dev/full', sealed: '/dev/full', directory: '/dev' };
  const file = await open('/dev/full', 'r+');
  const pack = writeLocalPack(file, new CachedWriter(file), paths);
  await rejectsWith('storage-full', pack.append([Buffer.from('bytes')]));
  await file.close();
});

it('keeps no more than a bounded number of packs open for reading', async () => {
  const directory = await temporaryDirectory();
  const backend = await localBackend(directory);
  const packs = Array.from({ length: 100 }, () => newPackId());
  for (const pack of packs) {
    const writer = await backend.create(pack);
    await writer.append([Buffer.from(pack)]);
    await writer.seal();
  }
  const openFiles = async (): Promise<number> => (await readdir('/proc/self/fd')).length;
  const before = await openFiles();
  for (const pack of [...packs, ...packs]) assert.equal((await backend.read(pack, 0, 36)).toString(), pack);
  assert.ok((await openFiles()) - before <= 66);
  await backend.close();
  assert.ok((await openFiles()) <= before);
  await rm(directory, { recursive: true });
});
