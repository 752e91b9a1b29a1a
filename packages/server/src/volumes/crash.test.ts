import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { caller } from '../images/testing/image-world.ts';
import { failsWith } from '../images/testing/fails-with.ts';
import type { VolumeId } from '../kernel/ids.ts';
import { openCrashWorld } from './testing/crash-world.ts';
import { given } from './testing/volume-arbitraries.ts';
import type { VolumeWorld } from './testing/volume-world.ts';
import type { VolumeTree } from './volume.ts';

const CHILD = fileURLToPath(new URL('testing/crash-child.ts', import.meta.url));
const member = caller('p1');
const MARK = 'written by a guest';

/** Something whose work waits, and what it has to be when that is done. */
interface Saga {
  /** Calls of disks and transactions that the work consists of. */
  readonly calls: number;
  /** Asks for the work, on a volume that holds `MARK`. @returns what has to hold afterwards. */
  readonly begin: (world: VolumeWorld, volume: VolumeId) => Promise<(world: VolumeWorld) => Promise<void>>;
  readonly usage: { readonly volumes: number; readonly snapshots: number; readonly gigabytes: number };
}

const ONE = { volumes: 1, snapshots: 0, gigabytes: 1 };

const SAGAS: Readonly<Record<string, Saga>> = {
  'making a blank volume': {
    calls: 2,
    begin: async ({ volumes }) => {
      const { id } = await volumes.volumeCreate(member, { source: { kind: 'blank' }, sizeGib: 2 });
      return (world) => assertStatus(world, id, 'available');
    },
    usage: { volumes: 2, snapshots: 0, gigabytes: 3 },
  },
  'copying a volume': {
    calls: 4,
    begin: async ({ volumes }, volumeId) => {
      const { id } = await volumes.volumeCreate(member, { source: { kind: 'volume', volumeId } });
      return async (world) => {
        await assertStatus(world, id, 'available');
        assert.ok((await readFile(world.disks.path(id))).includes(MARK));
        assert.ok((await contentOf(world, given((await world.volumes.volumeGet(member, id)).base))).includes(MARK));
      };
    },
    usage: { volumes: 2, snapshots: 0, gigabytes: 2 },
  },
  'extending a volume': {
    calls: 2,
    begin: async ({ volumes }, id) => {
      await volumes.volumeExtend(member, id, 3);
      return async (world) => {
        await assertStatus(world, id, 'available');
        assert.equal((await world.volumes.volumeGet(member, id)).sizeGib, 3);
        assert.ok((await readFile(world.disks.path(id))).includes(MARK));
      };
    },
    usage: { volumes: 1, snapshots: 0, gigabytes: 3 },
  },
  'deleting a volume': {
    calls: 2,
    begin: async ({ volumes }, id) => {
      await volumes.volumeDelete(member, id);
      return (world) => assert.rejects(world.volumes.volumeGet(member, id), failsWith('not-found'));
    },
    usage: { volumes: 0, snapshots: 0, gigabytes: 0 },
  },
  'taking a snapshot': {
    calls: 2,
    begin: async ({ volumes }, volumeId) => {
      const { id } = await volumes.snapshotCreate(member, { volumeId });
      return async (world) => {
        const { state } = await world.volumes.snapshotGet(member, id);
        assert.ok(state.status === 'available');
        assert.ok((await contentOf(world, state.tree)).includes(MARK));
      };
    },
    usage: { volumes: 1, snapshots: 1, gigabytes: 2 },
  },
  'making an image of a volume': {
    calls: 2,
    begin: async ({ volumes }, id) => {
      const wanted = { name: 'golden', diskFormat: 'raw', containerFormat: 'bare' } as const;
      const { image } = await volumes.volumeUploadToImage(member, id, wanted);
      return async (world) => {
        await assertStatus(world, id, 'available');
        const { content } = await world.images.dataOpen(member, image.id);
        assert.ok((await contentOf(world, given(content))).includes(MARK));
      };
    },
    usage: ONE,
  },
};

for (const [name, saga] of Object.entries(SAGAS)) {
  test(`${name} ends whole when the process is killed after any of its steps`, async () => {
    for (let calls = 1; calls <= saga.calls; calls++) {
      const directory = await mkdtemp(path.join(tmpdir(), 'ingot-volume-crash-'));
      try {
        const before = await openCrashWorld(directory);
        const check = await saga.begin(before, await writtenVolume(before));
        await before.close();

        const child = spawnSync(process.execPath, [CHILD, directory, String(calls)], { encoding: 'utf8' });
        assert.equal(child.signal, 'SIGKILL', `${child.stderr} after ${calls} calls`);

        const after = await openCrashWorld(directory);
        await after.startJobs();
        await after.idle();
        await check(after);
        await assertNoLitter(after, saga);
        await after.collect();
        await check(after);
        await after.close();
      } finally {
        await rm(directory, { recursive: true });
      }
    }
  });
}

/** A volume of 1 GiB that holds `MARK`, with no jobs running. */
async function writtenVolume(world: VolumeWorld): Promise<VolumeId> {
  await world.startJobs();
  const { id } = await world.volumes.volumeCreate(member, { source: { kind: 'blank' }, sizeGib: 1 });
  await world.idle();
  await world.stopJobs();
  const file = await open(world.disks.path(id), 'r+');
  await file.write(MARK, 4096);
  await file.sync();
  await file.close();
  return id;
}

async function assertStatus(world: VolumeWorld, id: VolumeId, status: string): Promise<void> {
  assert.equal((await world.volumes.volumeGet(member, id)).state.status, status);
}

async function contentOf(world: VolumeWorld, { root, size }: VolumeTree): Promise<Buffer> {
  return (await world.chunks.open(root)).read(0, size);
}

/** There is a disk for each volume and none besides, and what is counted is what is there. */
async function assertNoLitter(world: VolumeWorld, { usage }: Saga): Promise<void> {
  const { items } = await world.volumes.volumeList(member, { sort: [], limit: 100 });
  const disks = await Array.fromAsync(world.disks.list());
  assert.deepEqual(disks.toSorted(), items.map(({ id }) => id).toSorted());
  assert.deepEqual((await world.volumes.quotaGet(member, given(member.projectId))).usage, usage);
}
