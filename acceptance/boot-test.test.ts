import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { imageApi } from './image-api.ts';
import { ingotOf, type Ingot } from './ingot.ts';
import { startService, type Service } from './service.ts';
import { tinyGuest } from './tiny-guest.ts';

/** A raw disk to start instead of the tiny guest, such as that of a whole system. */
const GUEST = process.env['BOOT_TEST_GUEST'];
const LOOK_MS = 100;

interface Report {
  readonly results: readonly { readonly verdict: string; readonly rules: readonly Rule[] }[];
  readonly attachments: readonly { readonly name: string; readonly size: number }[];
}
interface Rule {
  readonly id: string;
  readonly outcome: string;
}

let directory: string;
let data: string;
let service: Service;
let ingot: Ingot;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-boot-test-'));
  data = path.join(directory, 'd');
  service = await startService({ data });
  ingot = ingotOf(directory, service.administrator);
  await ingot('image', 'create', 'guest', '--file', GUEST ?? (await tinyGuest()));
});
after(async () => {
  await service.stop();
  await rm(directory, { recursive: true });
});

/** The processes of QEMU that have a disk in our data directory. */
async function guests(): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')));
  return pids.filter((_, index) => lines[index]?.startsWith('qemu-system') && lines[index].includes(data));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(LOOK_MS);
}

test('a guest is started, judged, shown, and nothing of it is left', async () => {
  const { stdout } = await ingot.outcome(['image', 'boot-test', 'guest', '--wait', '--json']);
  const report = JSON.parse(stdout) as Report & { id: string };
  const rules = new Map(report.results.flatMap((result) => result.rules).map(({ id, outcome }) => [id, outcome]));
  assert.deepEqual([rules.get('starts'), rules.get('agent-answers')], ['pass', 'pass']);
  assert.ok(report.attachments.some(({ name, size }) => name === 'serial.log' && size > 0));
  assert.ok(report.attachments.some(({ name, size }) => name === 'screen-1.png' && size > 0));
  const { token } = await imageApi(service.administrator);
  const headers = { 'x-auth-token': token };
  const address = `${service.base}/api/v1/reports/${report.id}`;
  const picture = await fetch(`${address}/attachments/screen-1.png`, { headers });
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.deepEqual([...new Uint8Array(await picture.arrayBuffer()).subarray(1, 4)], [...Buffer.from('PNG')]);
  const page = await (await fetch(`${address}/page?lang=ru`, { headers })).text();
  assert.match(page, /Пробный запуск[\s\S]*data:image\/png;base64,/);
  assert.deepEqual([await guests(), await readdir(path.join(data, 'trials'))], [[], []]);
  // A boot test looks at the disk as well, and what it finds is said of the image.
  const image = await ingot.json('image', 'show', 'guest');
  assert.deepEqual([image['os_type'], image['hw_firmware_type']], ['linux', undefined], 'it starts with both');
});

test('a guest ends with the service, also when that is killed, and with the test that is cancelled', async () => {
  const { id } = (await ingot.json('image', 'boot-test', 'guest')) as { id: string };
  await until(async () => (await guests()).length === 1);
  await service.kill();
  await until(async () => (await guests()).length === 0);
  service = await startService({ data });
  // The job goes on where it was: with a guest of its own.
  await until(async () => (await guests()).length === 1);
  const { token } = await imageApi(service.administrator);
  const init = { method: 'POST', headers: { 'x-auth-token': token } };
  assert.equal((await fetch(`${service.base}/api/v1/reports/${id}/cancel`, init)).status, 202);
  await until(async () => (await guests()).length === 0);
  await until(async () => {
    const answer = await fetch(`${service.base}/api/v1/reports/${id}`, { headers: init.headers });
    return ((await answer.json()) as { status: string }).status === 'cancelled';
  });
  assert.deepEqual(await readdir(path.join(data, 'trials')), []);
});
