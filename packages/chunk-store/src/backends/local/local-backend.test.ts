import assert from 'node:assert/strict';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { newPackId } from '../../packs/pack-id.ts';
import { rejectsWith, testPackBackend } from '../../testing/pack-backend-suite.ts';
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

it('says that the storage is full when the file system does', async () => {
  const paths = { open: '/dev/full', sealed: '/dev/full', directory: '/dev' };
  const file = await open('/dev/full', 'r+');
  await rejectsWith('storage-full', writeLocalPack(file, paths).append([Buffer.from('bytes')]));
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
