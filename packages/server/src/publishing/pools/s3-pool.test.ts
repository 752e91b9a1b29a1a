import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, it } from 'node:test';
import { openS3Bucket } from '@ingot/chunk-store';
import { startCeph, type Ceph } from '@ingot/judges';
import { hasCode } from '../../kernel/errors.ts';
import { newImageId, newImagePoolId, type ImagePoolId } from '../../kernel/ids.ts';
import type { ArtefactName } from './pool-storage.ts';
import { S3Pool } from './s3-pool.ts';

let ceph: Ceph;
before(async () => {
  ceph = await startCeph();
});
after(() => ceph.stop());

const PREFIX = 'office/';

function poolIn(bucket: string, id: ImagePoolId): S3Pool {
  const { endpoint, accessKey, secretKey } = ceph;
  const settings = {
    endpoint,
    region: 'default',
    bucket,
    prefix: PREFIX,
    addressing: 'path',
    patience: 10_000,
  } as const;
  return new S3Pool(id, `s3://${bucket}/${PREFIX}`, () =>
    openS3Bucket({ ...settings, credentials: { accessKey, secretKey } }),
  );
}

it('a pool in a bucket has its files whole or not at all, and belongs to one pool', async () => {
  const bucket = await ceph.newBucket();
  const id = newImagePoolId();
  const pool = poolIn(bucket, id);
  await pool.claim();
  await pool.claim();
  await pool.check();
  const other = poolIn(bucket, newImagePoolId());
  await assert.rejects(other.claim(), (error) => hasCode(error, 'conflict'));
  await assert.rejects(other.check(), (error) => hasCode(error, 'unavailable'));
  await assert.rejects(poolIn('absent', newImagePoolId()).claim(), (error) => hasCode(error, 'invalid'));

  const artefact: ArtefactName = `${newImageId()}.vhd`;
  // More than one part.
  const bytes = randomBytes(6 * 2 ** 20 + 1);
  const given = await pool.create(artefact, bytes.length);
  await given.append([bytes]);
  await given.discard();
  await assert.rejects(pool.open(artefact), (error) => hasCode(error, 'corrupt'));
  const file = await pool.create(artefact, bytes.length);
  await file.append([bytes.subarray(0, 1000), bytes.subarray(1000)]);
  await file.commit();
  const opened = await pool.open(artefact);
  assert.equal(opened.size, bytes.length);
  const parts: Buffer[] = [];
  const sink = async (pieces: readonly Buffer[]): Promise<void> => void parts.push(...pieces);
  await opened.read(500, bytes.length - 500, sink, AbortSignal.timeout(10_000));
  assert.ok(Buffer.concat(parts).equals(bytes.subarray(500)));
  await pool.remove(artefact);
  await pool.remove(artefact);
  assert.deepEqual(await ceph.keys(bucket), [`${PREFIX}.ingot-pool`]);
  assert.deepEqual(await ceph.uploads(bucket), []);
  await pool.release();
  assert.deepEqual(await ceph.keys(bucket), []);
});
