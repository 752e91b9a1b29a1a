import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, it } from 'node:test';
import { openS3Bucket } from '@ingot/chunk-store';
import { startCeph, type Ceph } from '@ingot/judges';
import { newImagePoolId } from '../kernel/ids.ts';
import { artefactName } from './pools/artefact-name.ts';
import type { PublishingContext } from './publishing-context.ts';
import { ADMIN, form, openWorld, OWNER } from './testing/publishing-world.ts';

let ceph: Ceph;
before(async () => {
  ceph = await startCeph();
});
after(() => ceph.stop());

const MiB = 2 ** 20;
/** More than one part, and than what is fetched at a time; with holes, and an end within a sector. */
const DISK = Buffer.concat([
  randomBytes(19 * MiB),
  Buffer.alloc(40 * MiB),
  randomBytes(MiB),
  Buffer.alloc(MiB),
  randomBytes(700),
]);
const PREFIX = 'desktops/';

async function scene(
  test: Parameters<typeof openWorld>[0],
  wrap: (context: PublishingContext) => PublishingContext = (context) => context,
) {
  const { endpoint, accessKey, secretKey } = ceph;
  const credentials = { accessKey, secretKey };
  const s3 = { endpoint, region: 'default', addressing: 'path', patience: 10_000, credentials } as const;
  const bucket = await ceph.newBucket();
  const world = await openWorld(test, { s3, wrap });
  const { pool } = await world.publishing.poolCreate(ADMIN, {
    name: newImagePoolId(),
    place: { kind: 's3', bucket, prefix: PREFIX },
  });
  const objects = await openS3Bucket({ ...s3, bucket, prefix: PREFIX });
  test.after(() => objects.close());
  return { ...world, pool, bucket, objects };
}

it('a clone in a bucket was read back, and is the file that it says', async (test) => {
  const { publishing, pool, ended, newMachine, objects, bucket } = await scene(test);
  const begun = await publishing.machineClone(OWNER, newMachine(DISK), form(pool.id));
  assert.equal((await ended(begun.id)).state.status, 'done');
  const name = artefactName({ imageId: begun.imageId, fileType: 'qcow2' });
  assert.deepEqual(await ceph.keys(bucket), [`${PREFIX}.ingot-pool`, `${PREFIX}${name}`]);
  const opened = await publishing.desktopImageOpen(OWNER, begun.imageId, pool.id);
  const sum = createHash('sha256');
  let size = 0;
  const sink = async (pieces: readonly Buffer[]): Promise<void> => {
    for (const piece of pieces) {
      sum.update(piece);
      size += piece.length;
    }
  };
  await opened.send(sink, { offset: 0, length: opened.size, signal: AbortSignal.timeout(10_000) });
  await opened.close();
  assert.equal(size, await objects.size(name));
  assert.equal(sum.digest('hex'), opened.sha256);
});

it('a file that the bucket gives back otherwise is found, and taken back', async (test) => {
  const world = await scene(test, (context) => ({
    ...context,
    openPool: (...args) => {
      const pool = context.openPool(...args);
      return {
        claim: () => pool.claim(),
        check: () => pool.check(),
        remove: (name) => pool.remove(name),
        release: () => pool.release(),
        create: (...file) => pool.create(...file),
        open: async (name) => {
          const file = await pool.open(name);
          const { objects } = world;
          const bytes = await objects.get(name, 0, file.size);
          const last = file.size - 65_536;
          bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
          await objects.put(name, bytes);
          return file;
        },
      };
    },
  }));
  const { publishing, machines, pool, ended, newMachine, bucket } = world;
  const machine = newMachine(DISK);
  const begun = await publishing.machineClone(OWNER, machine, form(pool.id));
  const { state } = await ended(begun.id);
  assert.ok(state.status === 'failed');
  assert.match(state.failure, /is not that of the image/);
  assert.deepEqual(machines.look(machine)?.publication, null);
  assert.deepEqual(await ceph.keys(bucket), [`${PREFIX}.ingot-pool`]);
  assert.deepEqual(await ceph.uploads(bucket), []);
});
