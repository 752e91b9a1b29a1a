import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startCeph, type Ceph } from '@ingot/judges';
import { isChunkStoreError } from '../../errors.ts';
import { newPackId } from '../../packs/pack-id.ts';
import { bucketSettings } from '../../testing/bucket.ts';
import { noise } from '../../testing/content.ts';
import { rejectsWith, writePack } from '../../testing/pack-backend-suite.ts';
import { s3Backend, type S3Backend } from './s3-backend.ts';
import { S3Refusal, type S3RefusalReason } from './s3-error.ts';
import { PART_SIZE } from './part-memory.ts';
import type { S3Settings } from './s3-settings.ts';

const content = noise(4 * PART_SIZE + 1, 'content');
/** Waiting for what does not pass would take this long. */
const MINUTES = 600_000;

let ceph: Ceph;
before(async () => {
  ceph = await startCeph();
});
after(() => ceph.stop());

async function withBackend(changes: Partial<S3Settings>, test: (backend: S3Backend) => Promise<void>): Promise<void> {
  const backend = await s3Backend(await bucketSettings(ceph, changes));
  try {
    await test(backend);
  } finally {
    await backend.close();
  }
}

describe('a mistake in the settings', () => {
  const check = (what: string, reason: S3RefusalReason, changes: () => Partial<S3Settings>): void => {
    it(`that is ${what} is told at once, by reason`, () =>
      withBackend({ patience: MINUTES, ...changes() }, async (backend) => {
        const refused = (error: unknown): boolean => error instanceof S3Refusal && error.reason === reason;
        await assert.rejects(backend.probe(), refused);
        await assert.rejects(backend.read(newPackId(), 0, 10), refused);
        await assert.rejects(Array.fromAsync(backend.list()), refused);
        await assert.rejects(backend.ping(), S3Refusal);
        await assert.rejects(writePack(backend, [content]), S3Refusal);
      }));
  };

  check('an unknown access key', 'credentials', () => ({
    credentials: { accessKey: 'NOBODY', secretKey: ceph.secretKey },
  }));
  check('a wrong secret key', 'credentials', () => ({
    credentials: { accessKey: ceph.accessKey, secretKey: 'wrong' },
  }));
  check('a bucket that is not there', 'bucket', () => ({ bucket: 'not-there' }));
  check('https where http is spoken', 'certificate', () => ({ endpoint: ceph.endpoint.replace('http:', 'https:') }));

  it('that is somebody else’s bucket is told apart from a pack that is missing', () =>
    withBackend({ bucket: 'not-there' }, async (backend) => {
      await assert.rejects(
        backend.size(newPackId()),
        (error) => error instanceof S3Refusal && error.reason === 'bucket',
      );
      await assert.rejects(backend.ping(), (error) => error instanceof S3Refusal && error.reason === 'bucket');
    }));

  it('that is an address of something else is told', async () => {
    const web = createServer((_, response) => response.writeHead(404).end('<html>Nothing here</html>')).listen(
      0,
      '127.0.0.1',
    );
    await once(web, 'listening');
    const { port } = web.address() as AddressInfo;
    const refused = (error: unknown): boolean => error instanceof S3Refusal && error.reason === 'endpoint';
    try {
      await withBackend({ endpoint: `http://127.0.0.1:${port}`, patience: MINUTES }, async (backend) => {
        await assert.rejects(backend.probe(), refused);
        await assert.rejects(backend.read(newPackId(), 0, 10), refused);
      });
    } finally {
      web.closeAllConnections();
      web.close();
    }
  });

  it('is none: the probe leaves nothing behind', async () => {
    const settings = await bucketSettings(ceph);
    const backend = await s3Backend(settings);
    await backend.probe();
    await backend.ping();
    assert.deepEqual(await ceph.keys(settings.bucket), []);
    await backend.close();
  });
});

describe('a store that is full', () => {
  it('says so at once, and takes more when there is room', () =>
    withBackend({ patience: MINUTES }, async (backend) => {
      const kept = await writePack(backend, [content.subarray(0, 1000)]);
      await ceph.limit(4096);
      try {
        const open = await backend.create(newPackId());
        const filling = async (): Promise<void> => {
          await open.append([content]);
          await open.seal();
        };
        await rejectsWith('storage-full', filling());
        await open.discard();
        assert.equal((await backend.read(kept, 0, 1000)).length, 1000);
      } finally {
        await ceph.limit(null);
      }
      await writePack(backend, [content]);
    }));
});

describe('a store that is out of reach', () => {
  it('for a while is waited for: reads and writes go on when it is back', () =>
    withBackend({ patience: 30_000 }, async (backend) => {
      const pack = await writePack(backend, [content]);
      for (const [away, back] of [
        [() => ceph.kill(), () => ceph.restart()],
        [() => ceph.pause(), async () => ceph.resume()],
      ] as const) {
        const open = await backend.create(newPackId());
        await open.append([content.subarray(0, PART_SIZE + 1)]);
        await away();
        const work = Promise.all([
          open.append([content.subarray(PART_SIZE + 1)]).then(() => open.seal()),
          backend.read(pack, 0, content.length),
          writePack(backend, [content]),
        ]);
        const ended = await Promise.race([work.then(() => true), delay(1000, false)]);
        assert.equal(ended, false, 'nothing can be done meanwhile');
        await back();
        const [, read, written] = await work;
        assert.ok(read.equals(content));
        assert.ok((await backend.read(written, 0, content.length)).equals(content));
      }
    }));

  for (const [how, away, back] of [
    ['gone', () => ceph.kill(), () => ceph.restart()],
    ['hanging', () => ceph.pause(), async () => ceph.resume()],
  ] as const) {
    it(`for too long, ${how}, is unavailable, and works by itself when it is back`, () =>
      withBackend({ patience: 3000 }, async (backend) => {
        const pack = await writePack(backend, [content]);
        const open = await backend.create(newPackId());
        await open.append([content.subarray(0, PART_SIZE + 1)]);
        await away();
        const failures = await Promise.allSettled([
          backend.read(pack, 0, 10),
          backend.size(pack),
          backend.create(newPackId()),
          backend.delete(newPackId()),
          Array.fromAsync(backend.list()),
          backend.ping(),
          backend.probe(),
          open.append([content]).then(() => open.seal()),
        ]);
        await back();
        for (const failure of failures) {
          assert.ok(failure.status === 'rejected' && isChunkStoreError(failure.reason, 'unavailable'));
        }
        await open.discard();
        assert.equal((await backend.read(pack, 0, 10)).length, 10);
        await writePack(backend, [content]);
      }));
  }

  it('does not keep a backend from closing', () =>
    withBackend({ patience: MINUTES }, async (backend) => {
      await ceph.kill();
      const read = backend.read(newPackId(), 0, 10);
      await backend.close();
      await rejectsWith('aborted', read);
      await ceph.restart();
    }));
});
