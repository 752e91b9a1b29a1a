import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createOverlay } from '@ingot/disk';
import { guestMounts } from './guest-fence.ts';

const ROOT = 'ab'.repeat(32);

let trees: string;
before(async () => {
  trees = await mkdtemp(path.join(tmpdir(), 'ingot-fence-'));
  for (const place of ['disks', 'incoming', `layers/${ROOT}`])
    await mkdir(path.join(trees, place), { recursive: true });
});
after(() => rm(trees, { recursive: true }));

/** Where the guest of one disk sees the layer, by the name that its overlay has for what lies below. */
async function shown(backing: string): Promise<readonly string[]> {
  const disk = path.join(trees, 'disks', 'disk.qcow2');
  await createOverlay(disk, { size: 2 ** 20, backing });
  const mounts = await guestMounts('/guest', trees, { disks: [{ path: disk }] });
  await rm(disk);
  return mounts.slice(mounts.lastIndexOf('--tmpfs') + 2, -6);
}

describe('the files of a guest', () => {
  it('are hidden but for its own disks and what they stand on', async () => {
    const layer = path.join(trees, 'layers', ROOT);
    assert.deepEqual(await shown(`../layers/${ROOT}/disk.raw`), ['--ro-bind', layer, layer]);
  });

  it('hold the layer of a disk that still stands on the tree: it may be moved there before it is opened', async () => {
    const layer = path.join(trees, 'layers', ROOT);
    const file = { driver: 'nbd', server: { type: 'unix', path: '/trees.sock' }, export: ROOT };
    assert.deepEqual(await shown(`json:${JSON.stringify({ driver: 'raw', file })}`), ['--ro-bind', layer, layer]);
  });
});
