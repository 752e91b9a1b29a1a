import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { fileHash } from '../file-hash.ts';
import { barriers } from './accessibility.ts';
import type { Language } from './browser.ts';
import { openHouse, openPage, type House } from './house.ts';

/** Images made in the console: of disks, of files that a browser uploads. `INGOT_TEST_UPLOAD_MIB=1024` uploads more. */
const UPLOAD = Number(process.env['INGOT_TEST_UPLOAD_MIB'] ?? 128) * 2 ** 20;
/** Of it is data; the rest are holes. */
const DATA = UPLOAD / 2;
const PARTS = /\/push\/parts\//;
/** In bytes, of a file that the browser remembers. */
const REMEMBERED = 48 * 2 ** 20;
/** Parts that get through before the page is left. */
const BEFORE = 2;

let house: House;
let directory: string;
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-uploads-'));
  house = await openHouse(['--console.max-upload', '8GiB']);
});
after(async () => {
  await house.close();
  await rm(directory, { recursive: true });
});

/** The labels that the people who know VK Cloud look for. */
const WORDS = {
  en: {
    create: 'Create',
    source: 'Source',
    disk: 'Disk',
    file: 'File',
    chooseDisk: 'Choose a disk',
    chooseFile: 'Choose a file',
    again: 'Choose the file again',
    name: 'Image name',
    submit: 'Create image',
    ready: 'Ready',
    finished: 'Done: the image is there.',
    pause: 'Pause upload-en',
    resume: 'Go on with upload-en',
    paused: /^Paused/,
    other: /another file/,
  },
  ru: {
    create: 'Создать',
    source: 'Источник',
    disk: 'Диск',
    file: 'Файл',
    chooseDisk: 'Выберите диск',
    chooseFile: 'Выберите файл',
    again: 'Выбрать файл снова',
    name: 'Название образа',
    submit: 'Создать образ',
    ready: 'Готов',
    finished: 'Готово: образ создан.',
    pause: 'Приостановить upload-ru',
    resume: 'Продолжить upload-ru',
    paused: /^Приостановлена/,
    other: /другой файл/,
  },
} as const;

/** A file with data at its beginning, in its middle and at its end, and holes between. */
async function sparseFile(name: string): Promise<string> {
  const file = path.join(directory, name);
  const handle = await open(file, 'w');
  try {
    const piece = DATA / 8;
    for (let at = 0; at < 8; at += 1) await handle.write(randomBytes(piece), 0, piece, at * (UPLOAD / 8));
    await handle.truncate(UPLOAD - 1000);
  } finally {
    await handle.close();
  }
  return file;
}

async function beginUpload(page: Page, language: Language, file: string, name: string): Promise<void> {
  const words = WORDS[language];
  await page.getByRole('button', { name: words.create, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radiogroup', { name: words.source }).getByRole('radio', { name: words.file }).check();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: words.chooseFile }).click(),
  ]);
  await chooser.setFiles(file);
  await dialog.getByLabel(words.name).fill(name);
  assert.deepEqual(await barriers(page), []);
  await dialog.getByRole('button', { name: words.submit }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function chooseAgain(page: Page, language: Language, file: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('region').getByRole('button', { name: WORDS[language].again }).click(),
  ]);
  await chooser.setFiles(file);
}

async function request(method: string, url: string, body?: unknown): Promise<Record<string, unknown>> {
  const sent = house.images.open(method, url, { 'Content-Type': 'application/json' });
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return (await json(answer)) as Record<string, unknown>;
}

/** What has come of an image that is uploaded, in bytes. */
async function received(name: string): Promise<number> {
  const { images } = (await request('GET', `/api/v1/images?text=${encodeURIComponent(name)}`)) as {
    images: { push: { received: number } | null }[];
  };
  return images[0]?.push?.received ?? 0;
}

for (const language of ['en', 'ru'] as const) {
  const words = WORDS[language];

  test(`an upload that was cut off by a reload goes on with the same file, and only with it (${language})`, async () => {
    const { page, complaints, context } = await openPage(house, '/images', language);
    const name = `upload-${language}`;
    const file = await sparseFile(`${name}.raw`);
    let sent = 0;
    // The others stay on their way for ever.
    await page.route(PARTS, (route) => ((sent += 1) <= BEFORE ? route.continue() : undefined));
    page.on('dialog', (dialog) => void dialog.accept());
    const first = page.waitForResponse(PARTS);
    await beginUpload(page, language, file, name);
    const panel = page.getByRole('region');
    await panel.getByRole('progressbar', { name }).waitFor();
    await first;
    await page.reload();
    await page.unroute(PARTS);

    await panel.getByRole('button', { name: words.again }).waitFor();
    assert.deepEqual(await barriers(page), []);
    const other = path.join(directory, 'other', `${name}.raw`);
    await rm(path.dirname(other), { recursive: true, force: true });
    await writeOther(other);
    await chooseAgain(page, language, other);
    await panel.getByText(words.other).waitFor();
    const came = await received(name);
    assert.ok(came > 0 && came < UPLOAD, `${came} bytes had come`);
    await chooseAgain(page, language, file);
    await panel.getByRole('button', { name: words.pause }).click();
    await panel.getByText(words.paused).waitFor();
    await panel.getByRole('button', { name: words.resume }).click();
    await panel.getByText(words.finished).waitFor({ timeout: 120_000 });

    const image = (await house.images.list()).find((one) => one.name === name);
    assert.ok(image);
    assert.equal(image.size, UPLOAD - 1000);
    assert.equal((await house.images.download(image.id)).sha256, await fileHash(file, 'sha256'));
    await page.getByRole('row', { name }).getByText(words.ready).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`an image is made of a disk that is available (${language})`, async () => {
    const project = await house.project();
    const disk = `disk-${language}`;
    await request('POST', `/volume/v3/${project}/volumes`, { volume: { name: disk, size: 1 } });
    const { page, complaints, context } = await openPage(house, '/images', language);
    await page.getByRole('button', { name: words.create, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: words.disk, checked: true }).waitFor();
    await dialog.getByRole('combobox', { name: words.chooseDisk }).click();
    await page.getByRole('option', { name: disk, disabled: false }).click();
    await dialog.getByLabel(words.name).fill(`of ${disk}`);
    await dialog.getByRole('button', { name: words.submit }).click();
    await page
      .getByRole('row', { name: `of ${disk}` })
      .getByText(words.ready)
      .waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('an upload goes on with a file that the browser remembers, once somebody lets it', async () => {
  const language = 'en';
  const words = WORDS[language];
  const { page, complaints, context } = await openPage(house, '/images', language);
  const name = `upload-${language}`;
  await page.getByRole('button', { name: words.create, exact: true }).waitFor();
  await page.addInitScript(pickRemembered(REMEMBERED));
  await page.reload();
  let sent = 0;
  await page.route(PARTS, (route) => ((sent += 1) <= 1 ? route.continue() : undefined));
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: words.create, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radiogroup', { name: words.source }).getByRole('radio', { name: words.file }).check();
  await dialog.getByRole('button', { name: words.chooseFile }).click();
  await dialog.getByText('remembered.raw').waitFor();
  await dialog.getByLabel(words.name).fill(name);
  const first = page.waitForResponse(PARTS);
  await dialog.getByRole('button', { name: words.submit }).click();
  await first;
  // The browser forgets that the page may read the file: who goes on is asked.
  await page.evaluate("localStorage.setItem('test.permission', 'prompt')");
  await page.reload();
  await page.unroute(PARTS);
  const panel = page.getByRole('region');
  await panel.getByRole('button', { name: words.again }).waitFor();
  assert.equal(await page.evaluate("localStorage.getItem('test.permission')"), 'prompt');
  await panel.getByRole('button', { name: words.resume }).click();
  await panel.getByText(words.finished).waitFor({ timeout: 120_000 });
  assert.equal(await page.evaluate("localStorage.getItem('test.permission')"), 'granted');
  const image = (await house.images.list()).findLast((one) => one.name === name && one.size === REMEMBERED);
  assert.ok(image);
  assert.deepEqual(complaints, []);
  await context.close();
});

/** Another file of that name and size. */
async function writeOther(file: string): Promise<void> {
  await mkdir(path.dirname(file));
  await writeFile(file, createHash('sha256').update(file).digest());
  const handle = await open(file, 'r+');
  await handle.truncate(UPLOAD - 1000);
  await handle.close();
}

/**
 * Stands in for the system's window, which no test can use, with what that gives: a handle to a file of the browser's own
 * file system, which is kept in its database like any other. To that the browser grants everything at once, so what it
 * answers is kept by the test.
 */
function pickRemembered(size: number): string {
  return `
    const permission = 'test.permission';
    window.showOpenFilePicker = async () => {
      const root = await navigator.storage.getDirectory();
      const handle = await root.getFileHandle('remembered.raw', { create: true });
      if ((await handle.getFile()).size === 0) {
        const bytes = new Uint8Array(${size});
        // Random, so that nothing of it is there already; in pieces, as that is all that is given at once.
        for (let at = 0; at < bytes.length; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
        const writer = await handle.createWritable();
        await writer.write(bytes);
        await writer.close();
      }
      return [handle];
    };
    FileSystemFileHandle.prototype.queryPermission = async () => localStorage.getItem(permission) ?? 'granted';
    FileSystemFileHandle.prototype.requestPermission = async () => {
      localStorage.setItem(permission, 'granted');
      return 'granted';
    };`;
}
