import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { luksImage } from '@ingot/disk/testing';
import { CLEAN, makeLinuxDisk, USED, type Tree } from './testing/astra-disk.ts';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

/** Two images, from their bytes to what is different, with the real comparing process in between. */

interface Named {
  readonly name: string;
}
interface Diff {
  readonly id: string;
  readonly status: string;
  readonly found: {
    readonly changed: { readonly all: number; readonly elsewhere: number; readonly unit: number };
    readonly unknown: string | null;
    readonly parts: readonly {
      readonly part: string;
      readonly changed: number;
      readonly after: string | null;
      readonly files: { readonly known: boolean; readonly value?: { readonly listed: readonly object[] } } | null;
    }[];
    readonly systems: readonly {
      readonly packages: {
        readonly value: { readonly added: Named[]; readonly removed: Named[]; readonly changed: Named[] };
      };
    }[];
  };
}

let directory: string;
let world: World;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-diff-'));
  world = await startWorld();
});
after(async () => {
  await world.stop();
  await rm(directory, { recursive: true });
});

async function imageOf(bytes: Buffer): Promise<string> {
  const fields = { disk_format: 'raw', container_format: 'bare', visibility: 'private' };
  const { id } = (await world.asMember('POST', '/v2/images', fields)) as { id: string };
  const headers = { 'content-type': 'application/octet-stream' };
  const sent = await world.send('member', 'PUT', `/v2/images/${id}/file`, { headers, body: new Uint8Array(bytes) });
  assert.equal(sent.status, 204, await sent.text());
  return id;
}

async function diff(one: string, other: string): Promise<Diff> {
  let { id, status, found } = (await world.asMember('POST', `/api/v1/images/${one}/diffs`, { with: other })) as Diff;
  while (status === 'waiting' || status === 'running') {
    await sleep(50);
    ({ id, status, found } = (await world.asMember('GET', `/api/v1/diffs/${id}`)) as Diff);
  }
  assert.equal(status, 'done');
  return { id, status, found };
}

describe('images that are compared', () => {
  it('differ in their packages, files and bytes', async () => {
    const status = CLEAN['var/lib/dpkg/status'];
    assert.ok(typeof status === 'string');
    const upgraded: Tree = { ...CLEAN, 'var/lib/dpkg/status': status.replace('4.3.2', '5.0') };
    const was = await makeLinuxDisk(directory, CLEAN);
    const is = await makeLinuxDisk(directory, upgraded);
    const { found } = await diff(await imageOf(was), await imageOf(is));
    assert.equal(found.unknown, null);
    assert.deepEqual(found.systems[0]?.packages.value, {
      added: [],
      removed: [],
      changed: [{ name: 'qemu-guest-agent', architecture: 'amd64', before: '4.3.2', after: '5.0' }],
    });
    const [part] = found.parts;
    assert.deepEqual([part?.part, part?.after, part?.changed], ['disk', 'ext', found.changed.all]);
    assert.deepEqual(part?.files?.value?.listed, [{ path: '/var/lib/dpkg/status', change: 'content' }]);
    const bytes = differingBytes(was, is, found.changed.unit);
    assert.equal(found.changed.all, bytes);
    assert.ok(bytes > 0);
  });

  it('of which one cannot be read, differ in their bytes, and the rest is unknown', async () => {
    const clear = await makeLinuxDisk(directory, USED);
    const { found } = await diff(await imageOf(clear), await imageOf(luksImage()));
    const [part] = found.parts;
    assert.deepEqual([part?.after, part?.files?.known], ['luks', false]);
    assert.ok(found.changed.all > 0);
  });

  it('are two, and have disks', async () => {
    const { id } = (await world.asMember('POST', '/v2/images', {})) as { id: string };
    const full = await imageOf(Buffer.alloc(512));
    assert.equal(await refusal(full, full), 400);
    assert.equal(await refusal(full, id), 409);
  });
});

/** Bytes of all the pieces in which two disks of one size differ. */
function differingBytes(one: Buffer, other: Buffer, unit: number): number {
  assert.ok(one.length === other.length);
  let bytes = 0;
  for (let at = 0; at < one.length; at += unit) {
    const [piece, counterpart] = [one.subarray(at, at + unit), other.subarray(at, at + unit)];
    if (!piece.equals(counterpart)) bytes += piece.length;
  }
  return bytes;
}

async function refusal(one: string, other: string): Promise<number> {
  const init = { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ with: other }) };
  return (await world.send('member', 'POST', `/api/v1/images/${one}/diffs`, init)).status;
}
