import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { imageApi } from './image-api.ts';
import { pictureOf } from './screen-window.ts';
import { startService, type Service } from './service.ts';

/** The screen of a machine in a real browser. Its firmware finds nothing to boot, says so, and heeds Ctrl+Alt+Del. */
let directory: string;
let service: Service;
let browser: Browser;
let headers: Readonly<Record<string, string>>;
let machine: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-screen-'));
  service = await startService({ data: path.join(directory, 'd') });
  const { token } = await imageApi(service.administrator);
  headers = { 'x-auth-token': token, 'content-type': 'application/json' };
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const flavor = await ask<Thing>('POST', '/flavors', { name: 'small', vcpus: 1, memoryMib: 64 });
  const disks = [{ blank: true, sizeGib: 1 }];
  const wanted = { name: 'no <b>system</b>', flavor: flavor.id, disks, start: true };
  machine = (await ask<Thing>('POST', '/machines', wanted)).id;
  await becomes('running');
});

after(async () => {
  await browser.close();
  // A guest outlives its service.
  await ask('POST', `/machines/${machine}/stop`, { off: true });
  await becomes('stopped');
  await service.stop();
  await rm(directory, { recursive: true });
});

interface Thing {
  readonly id: string;
  readonly status: string;
}

async function ask<Answer>(method: string, resource: string, body?: object): Promise<Answer> {
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await fetch(`${service.base}/api/v1${resource}`, init);
  assert.ok(answer.ok, `${method} ${resource}: ${answer.status}`);
  return (await answer.json()) as Answer;
}

async function becomes(wanted: string): Promise<void> {
  while ((await ask<Thing>('GET', `/machines/${machine}`)).status !== wanted) await delay(100);
}

async function address(): Promise<string> {
  const init = { method: 'POST', headers: { 'x-auth-token': headers['x-auth-token'] ?? '' } };
  const answer = await fetch(`${service.base}/api/v1/machines/${machine}/console`, init);
  return ((await answer.json()) as { url: string }).url;
}

/** Waits for a picture that has not changed for half a second, and is not the old one. */
async function settledPicture(page: Page, old = ''): Promise<string> {
  let last = '';
  for (;;) {
    await delay(500);
    const now = await pictureOf(page);
    if (now !== '' && now === last && now !== old) return now;
    last = now;
  }
}

async function changesFrom(page: Page, old: string): Promise<void> {
  while ((await pictureOf(page)) === old) await delay(20);
}

test('the screen is seen, and keys reach the guest; the address is good for one visit', async () => {
  const page = await browser.newPage();
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  const url = await address();
  await page.goto(url);
  await page.waitForSelector('#screen canvas');
  const shown = await settledPicture(page);
  assert.equal(await page.textContent('#name'), 'no <b>system</b>');
  assert.equal(new URL(page.url()).hash, '', 'the ticket stands in the address no more');
  await page.click('#ctrl-alt-del');
  await changesFrom(page, shown);
  const again = await settledPicture(page);
  await page.keyboard.press('Control+Alt+Delete');
  await changesFrom(page, again);
  await page.click('#scale');
  assert.equal(await page.getAttribute('#scale', 'aria-pressed'), 'false');

  const second = await browser.newPage();
  await second.goto(url);
  await second.waitForSelector('#status:has-text("not shown")');
  assert.deepEqual(errors, []);
  assert.ok(!(await service.log()).includes(new URLSearchParams(new URL(url).hash.slice(1)).get('ticket') ?? '-'));
});

test('a screenshot is a PNG of the screen, and the serial log is there', async () => {
  const answer = await fetch(`${service.base}/api/v1/machines/${machine}/screenshot`, { headers });
  assert.equal(answer.headers.get('content-type'), 'image/png');
  const png = Buffer.from(await answer.arrayBuffer());
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  assert.ok(png.length > 200);
  assert.equal((await fetch(`${service.base}/api/v1/machines/${machine}/serial-log`, { headers })).status, 200);
});
