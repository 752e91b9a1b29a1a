import assert from 'node:assert/strict';
import { copyFile, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { bootGuest } from './boot-guest.ts';
import { imageApi } from './image-api.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { run } from './program.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/** Guests that boot from one layer; ten by BOOTS=10. */
const BOOTS = Number(process.env['BOOTS'] ?? 2);
/** A raw disk with a guest agent to boot instead of the tiny guest, such as that of a whole system. */
const GUEST = process.env['BOOT_GUEST'];
const GIB = 2 ** 30;
/** Emulated guests at a time. */
const TOGETHER = 3;
const LOOK_MS = 10;
const PATIENCE_MS = 120_000;
/** Milliseconds in which a disk of an image without a layer can be read, on a machine that does nothing else. */
const FIRST_BLOCK = 200;
/** Tests share their machine. */
const SLACK = 10;

let directory: string;
let service: Service;
let ingot: Ingot;
let headers: Record<string, string>;
let project: string;
let guest: string;
let gib: number;

before(async () => {
  guest = GUEST ?? (await tinyGuest());
  gib = Math.ceil((await stat(guest)).size / GIB);
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-boot-'));
  service = await startService({ data: path.join(directory, 'd') });
  ingot = ingotOf(directory, service.administrator);
  const { token } = await imageApi(service.administrator);
  headers = { 'x-auth-token': token, 'content-type': 'application/json' };
  project = String((await ask('GET', '/identity/v3/auth/projects', 'projects'))['id']);
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

/** What an address answers under a name; the first of a list. */
async function ask(method: string, address: string, under: string, body?: object): Promise<Record<string, unknown>> {
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await fetch(`${service.base}${address}`, init);
  assert.ok(answer.ok, `${method} ${address}: ${answer.status}`);
  const found = ((await answer.json()) as Record<string, unknown>)[under];
  return (Array.isArray(found) ? found[0] : found) as Record<string, unknown>;
}

/** Asks until it is so: nobody is told. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await delay(LOOK_MS)) {
    if (await isSo()) return;
  }
  assert.fail(`${what} did not come`);
}

/** A volume of an image, made by the API. @returns where its disk is. */
async function volumeOf(image: string, name: string): Promise<string> {
  const volumes = `/volume/v3/${project}/volumes`;
  const { id } = await ask('POST', volumes, 'volume', { volume: { imageRef: image, name, size: gib } });
  await until(`volume ${name}`, async () => {
    const { status } = await ask('GET', `${volumes}/${String(id)}`, 'volume');
    assert.match(String(status), /^(creating|downloading|available)$/);
    return status === 'available';
  });
  return path.join(service.data, 'volumes/disks', `${String(id)}.qcow2`);
}

test(`${BOOTS} guests boot from one layer`, async (context) => {
  const image = String((await ingot.json('image', 'create', 'golden', '--file', guest))['id']);
  await ingot('image', 'optimize', 'golden');
  await until('the layer', async () => (await ingot.json('image', 'optimization', image))['layer'] === 'ready');
  const names = Array.from({ length: BOOTS }, (_, number) => `desktop-${number}`);
  const disks = await Promise.all(names.map((name) => volumeOf(image, name)));
  const times: number[] = [];
  const lane = async (): Promise<void> => {
    for (let disk = disks.pop(); disk !== undefined; disk = disks.pop()) {
      const { time, console } = await bootGuest(disk);
      if (GUEST === undefined) assert.match(console, /tiny guest up/);
      times.push(time);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, lane));
  const layers = await ingot.json<readonly object[]>('store', 'layers');
  assert.equal(layers.length, 1, 'all of them stand on one');
  const seconds = times.map((time) => (time / 1000).toFixed(1)).join(', ');
  context.diagnostic(`the agents of ${times.length} guests, ${TOGETHER} at a time, answered after ${seconds} s`);
  assert.equal(times.length, BOOTS);
});

test('a disk of an image without a layer can be read at once, and boots', async (context) => {
  const other = path.join(directory, 'other.raw');
  await copyFile(guest, other);
  // Another image, of which there is no layer.
  const file = await open(other, 'r+');
  await file.write(Buffer.alloc(4096, 1), 0, 4096, (await file.stat()).size - 64 * 1024);
  await file.close();
  const image = String((await ingot.json('image', 'create', 'lazy', '--file', other))['id']);
  assert.equal((await ingot.json('image', 'optimization', image))['layer'], 'none');
  const begun = performance.now();
  const disk = await volumeOf(image, 'first');
  await run('qemu-io', ['-r', '-f', 'qcow2', '-c', 'read 0 4096', disk]);
  const first = performance.now() - begun;
  const { read } = await bootGuest(await volumeOf(image, 'second'));
  await ingot('store', 'measure', '--wait');
  const { storedBytes } = await ingot.json<{ storedBytes: number }>('image', 'storage', image);
  const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const share = ((100 * read) / storedBytes).toFixed(0);
  context.diagnostic(`the first block was read after ${first.toFixed(0)} ms`);
  context.diagnostic(`a boot read ${mib(read)}; the image is ${mib(storedBytes)} as it is stored: ${share} %`);
  assert.ok(first < FIRST_BLOCK * SLACK);
});
