import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { imageApi, type ImageApi } from './image-api.ts';
import { glance, openstack } from './openstack.ts';
import { run } from './program.ts';
import { pseudoRandom, sha256 } from './pseudo-random.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/** The disk of a real guest, in images of every format and out of them. `GUEST_DISK` names another raw one. */
let guest: string;
let directory: string;
let service: Service;
let api: ImageApi;

const INCOMING = [
  { name: 'raw', format: 'raw', words: ['-O', 'raw'] },
  { name: 'qcow2', format: 'qcow2', words: ['-O', 'qcow2'] },
  { name: 'qcow2-zstd', format: 'qcow2', words: ['-c', '-O', 'qcow2', '-o', 'compression_type=zstd'] },
  { name: 'vhd-fixed', format: 'vhd', words: ['-O', 'vpc', '-o', 'subformat=fixed,force_size=on'] },
  { name: 'vhd', format: 'vhd', words: ['-O', 'vpc', '-o', 'subformat=dynamic,force_size=on'] },
  { name: 'vhdx', format: 'vhdx', words: ['-O', 'vhdx'] },
  { name: 'vmdk', format: 'vmdk', words: ['-O', 'vmdk'] },
  { name: 'vmdk-stream', format: 'vmdk', words: ['-O', 'vmdk', '-o', 'subformat=streamOptimized'] },
  { name: 'vdi', format: 'vdi', words: ['-O', 'vdi'] },
] as const;

const OUTGOING = [
  { format: 'raw', driver: 'raw' },
  { format: 'qcow2', driver: 'qcow2' },
  { format: 'qcow2-zstd', driver: 'qcow2' },
  { format: 'vhd', driver: 'vpc' },
  { format: 'vhdx', driver: 'vhdx' },
  { format: 'vmdk', driver: 'vmdk' },
] as const;

const DATA = 96 * 2 ** 20;
const PATIENCE_MS = 120_000;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-disk-formats-'));
  guest = process.env['GUEST_DISK'] ?? (await tinyGuest());
  service = await startService({ data: at('data'), settings: ['--images.disk-views', 'on-demand'] });
  api = await imageApi(service.administrator);
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

test('a guest goes in as any format and comes out as any, and is the same disk', async () => {
  const tags = new Map<string, string>();
  for (const { name, format, words } of INCOMING) {
    await run('qemu-img', ['convert', '-f', 'raw', ...words, guest, at(name)]);
    const id = await uploaded(at(name), format);
    await rm(at(name));
    await viewReady(id);
    for (const out of OUTGOING) {
      if (out.format === 'qcow2-zstd') await prepared(id, out.format);
      const answer = await fetch(exportOf(id, out.format), { headers: { ...token(), range: 'bytes=0-0' } });
      await answer.arrayBuffer();
      assert.equal(answer.status, 206);
      // A strong ETag: the same file, byte for byte.
      const tag = answer.headers.get('etag') ?? assert.fail();
      const known = tags.get(out.format);
      if (known === undefined) await judge(id, out);
      else assert.equal(tag, known, `${out.format} out of ${name}`);
      tags.set(out.format, tag);
    }
  }
  assert.equal(tags.size, OUTGOING.length);
});

test('a compressed file and an appliance, sent by OpenStack clients, have the disk that was packed', async () => {
  // The openstack client knows no compressed container; the glance client asks the service.
  const clients = { compressed: glance(service.administrator), ova: openstack(service.administrator) };
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', guest, at('a.qcow2')]);
  await run('zstd', ['-q', '-1', '--rm', at('a.qcow2')]);
  const stream = ['-f', 'raw', '-O', 'vmdk', '-o', 'subformat=streamOptimized'];
  await run('qemu-img', ['convert', ...stream, guest, at('disk.vmdk')]);
  await writeFile(at('a.ovf'), await descriptionOf(guest));
  await run('tar', ['--format=ustar', '-C', directory, '-cf', at('a.ova'), 'a.ovf', 'disk.vmdk']);
  const compressed = ['--container-format', 'compressed', '--disk-format', 'qcow2', '--file', at('a.qcow2.zst')];
  const told = await clients.compressed(['image-create', '--name', 'compressed', ...compressed]);
  const ova = ['--container-format', 'ova', '--disk-format', 'vmdk', '--file', at('a.ova'), '-f', 'value', '-c', 'id'];
  const ids = [
    /^\| id +\| (\S+)/m.exec(told)?.[1] ?? '',
    (await clients.ova(['image', 'create', ...ova, 'ova'])).trim(),
  ];
  for (const id of ids) {
    await viewReady(id);
    await judge(id, { format: 'raw', driver: 'raw' });
  }
  assert.match(await clients.ova(['image', 'show', 'ova', '-f', 'json']), /"hw_firmware_type": "uefi"/);
});

test('a conversion that is killed is done again, and leaves nothing half', async () => {
  const disk = at('killed.raw');
  const bytes = [...pseudoRandom('killed', DATA)];
  await writeFile(disk, bytes);
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', disk, at('killed.qcow2')]);
  const id = await uploaded(at('killed.qcow2'), 'qcow2');
  assert.equal((await view(id, 'POST'))['status'], 'making');
  // Until something of it is in a pack.
  while ((await packsUnderWay()) === 0) assert.equal((await view(id, 'GET'))['status'], 'making');
  await service.kill();
  service = await startService({ data: at('data'), settings: ['--images.disk-views', 'on-demand'] });
  api = await imageApi(service.administrator);
  await viewReady(id);
  const answer = await fetch(exportOf(id, 'raw'), { headers: token() });
  const hash = createHash('sha256');
  for await (const piece of answer.body ?? []) hash.update(piece);
  assert.equal(hash.digest('hex'), sha256(bytes));
  // Where the store is large it takes a while to clear away what a dead process left.
  for (const end = performance.now() + PATIENCE_MS; (await packsUnderWay()) > 0; await delay(50)) {
    assert.ok(performance.now() < end, 'a pack is left that nobody writes');
  }
});

/** Packs that are being written. */
async function packsUnderWay(): Promise<number> {
  return (await readdir(path.join(service.data, 'store', 'open'))).length;
}

function at(name: string): string {
  return path.join(directory, name);
}

function token(): Record<string, string> {
  return { 'x-auth-token': api.token };
}

function exportOf(id: string, format: string): string {
  return `${service.base}/api/v1/images/${id}/export?format=${format}`;
}

async function json(url: string, method: 'GET' | 'POST', body?: unknown): Promise<Record<string, unknown>> {
  const headers = { ...token(), 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  assert.ok(answer.ok, `${method} ${url}: ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}

async function uploaded(file: string, format: string): Promise<string> {
  const about = { name: path.basename(file), disk_format: format, container_format: 'bare', visibility: 'private' };
  const { id } = await json(`${api.endpoint}/v2/images`, 'POST', about);
  const answer = await fetch(`${api.endpoint}/v2/images/${String(id)}/file`, {
    method: 'PUT',
    headers: { ...token(), 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(createReadStream(file)),
    duplex: 'half',
  });
  assert.equal(answer.status, 204);
  return String(id);
}

function view(id: string, method: 'GET' | 'POST'): Promise<Record<string, unknown>> {
  return json(`${service.base}/api/v1/images/${id}/disk-view`, method, method === 'POST' ? {} : undefined);
}

async function viewReady(id: string): Promise<void> {
  let found = await view(id, 'POST');
  for (; found['status'] === 'making'; found = await view(id, 'GET')) await delay(50);
  assert.equal(found['status'], 'ready', JSON.stringify(found));
}

async function prepared(id: string, format: string): Promise<void> {
  const exports = `${service.base}/api/v1/images/${id}/exports`;
  let found = await json(exports, 'POST', { format });
  for (; found['status'] === 'preparing'; found = await json(`${exports}/${format}`, 'GET')) await delay(50);
  assert.equal(found['status'], 'ready', JSON.stringify(found));
}

async function judge(id: string, { format, driver }: { format: string; driver: string }): Promise<void> {
  const file = at(`out.${format}`);
  await run('curl', ['-sSf', '-H', `X-Auth-Token: ${api.token}`, '-o', file, exportOf(id, format)]);
  assert.match(await run('qemu-img', ['compare', '-f', 'raw', '-F', driver, guest, file]), /Images are identical/);
  await rm(file);
}

async function descriptionOf(disk: string): Promise<string> {
  return `<?xml version="1.0"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
  xmlns:vmw="http://www.vmware.com/schema/ovf">
  <References><File ovf:id="file1" ovf:href="disk.vmdk"/></References>
  <DiskSection><Info>Disks</Info>
    <Disk ovf:diskId="vmdisk1" ovf:fileRef="file1" ovf:capacity="${(await stat(disk)).size}"/>
  </DiskSection>
  <VirtualSystem ovf:id="golden">
    <Name>Golden</Name>
    <VirtualHardwareSection><vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="efi"/></VirtualHardwareSection>
  </VirtualSystem>
</Envelope>`;
}
