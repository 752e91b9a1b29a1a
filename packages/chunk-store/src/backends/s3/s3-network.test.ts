import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startCeph, startNetwork, type Ceph, type Mischief, type Network } from '@ingot/judges';
import { newPackId } from '../../packs/pack-id.ts';
import { bucketSettings } from '../../testing/bucket.ts';
import { noise } from '../../testing/content.ts';
import { rejectsWith, writePack } from '../../testing/pack-backend-suite.ts';
import { s3Backend, type S3Backend } from './s3-backend.ts';
import { PART_SIZE } from './part-memory.ts';
import type { S3Settings } from './s3-settings.ts';

const content = noise(2 * PART_SIZE + 1, 'content');

let ceph: Ceph;
let network: Network;
before(async () => {
  ceph = await startCeph();
  network = await startNetwork(ceph.endpoint);
});
after(async () => {
  await network.stop();
  await ceph.stop();
});

/** A test over the bad line. Whatever becomes of it, no upload may be left. */
function check(title: string, test: (backend: S3Backend) => Promise<void>, changes?: Partial<S3Settings>): void {
  it(title, async () => {
    const settings = await bucketSettings(ceph, { endpoint: network.endpoint, ...changes });
    const backend = await s3Backend(settings);
    try {
      await test(backend);
      assert.deepEqual(await ceph.uploads(settings.bucket), []);
    } finally {
      network.up = null;
      network.down = null;
      await backend.close();
    }
  });
}

async function assertWritable(backend: S3Backend): Promise<void> {
  const pack = await writePack(backend, [content]);
  assert.ok((await backend.read(pack, 0, content.length)).equals(content));
}

/** So many times, to connections that have passed so many bytes. */
function times(count: number, from: number, act: (bytes: Buffer) => Buffer | null): Mischief {
  let left = count;
  return (bytes, passed) => {
    if (left === 0 || passed < from) return bytes;
    left -= 1;
    return act(bytes);
  };
}

function cut(): null {
  return null;
}

function spoil(bytes: Buffer): Buffer {
  const spoilt = Buffer.from(bytes);
  spoilt.writeUInt8(spoilt.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return spoilt;
}

/** Lets the first request that begins so through, and its answer not. */
function loseAnswerTo(start: RegExp): void {
  let isLost = false;
  network.up = (bytes) => {
    if (!isLost && start.test(bytes.toString('latin1', 0, 300))) {
      isLost = true;
      network.down = times(1, 0, cut);
    }
    return bytes;
  };
}

describe('over a line that is bad', () => {
  check('a read whose connection is cut is tried again', async (backend) => {
    const pack = await writePack(backend, [content]);
    network.down = times(3, 200_000, cut);
    assert.ok((await backend.read(pack, 0, content.length)).equals(content));
  });

  check('a write whose connection is cut is tried again', async (backend) => {
    network.up = times(3, 1_000_000, cut);
    await assertWritable(backend);
  });

  check('the store refuses bytes that are spoilt on their way, and gets them again', async (backend) => {
    let spoilt = 0;
    network.up = times(3, 500_000, (bytes) => {
      spoilt += 1;
      return spoil(bytes);
    });
    await assertWritable(backend);
    assert.equal(spoilt, 3);
  });

  check(
    'spoilt bytes never become a pack',
    async (backend) => {
      network.up = times(Infinity, 20_000, spoil);
      const pack = newPackId();
      const open = await backend.create(pack);
      await open.append([content.subarray(0, 1_000_000)]);
      await rejectsWith('unavailable', open.seal());
      network.up = null;
      await open.discard();
      await rejectsWith('missing', backend.size(pack));
    },
    { patience: 3000 },
  );

  check('an answer that is lost to the beginning of an upload leaves no second one', async (backend) => {
    loseAnswerTo(/^POST \S+\?uploads/);
    await assertWritable(backend);
  });

  check('an answer that is lost to the end of an upload does not make it fail', async (backend) => {
    loseAnswerTo(/^POST \S+uploadId=/);
    await assertWritable(backend);
  });
});
