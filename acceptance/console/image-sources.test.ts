import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { open, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { barriers } from './accessibility.ts';
import type { Language } from './browser.ts';
import { openHouse, openPage, type House } from './house.ts';

/** Images made in the console of snapshots, of images and of what lies at an address, and how far they have come. */
const MIB = 2 ** 20;
/** Of what lies at an address, as it is said to be; a quarter of it comes at first. */
const FILE = randomBytes(4 * MIB);
/** What the console lets a browser upload. */
const MOST = MIB;

let house: House;
let web: Server;
/** Whether the server sends the whole file. */
let isWhole: boolean;
before(async () => {
  web = createServer((_, response) => {
    response.setHeader('content-length', FILE.length);
    if (isWhole) response.end(FILE);
    else response.write(FILE.subarray(0, FILE.length / 4));
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  house = await openHouse(['--console.max-upload', '1MiB', '--imports.allowed-hosts', '127.0.0.1']);
});
after(async () => {
  await house.close();
  web.closeAllConnections();
  web.close();
});

const WORDS = {
  en: {
    create: 'Create',
    snapshot: 'Snapshot',
    image: 'Image',
    file: 'File',
    chooseSnapshot: 'Choose a snapshot',
    chooseImage: 'Choose an image',
    chooseFile: 'Choose a file',
    address: 'Address',
    name: 'Image name',
    submit: 'Create image',
    ready: 'Ready',
    tooLarge: /a browser uploads at most 1.MiB\. Larger ones are sent by the command line: ingot image push/,
    stop: 'Stop',
    stopped: 'Stopped',
    again: 'Try again',
    failed: 'failed',
    actions: 'Actions: ',
  },
  ru: {
    create: 'Создать',
    snapshot: 'Снимок',
    image: 'Образ',
    file: 'Файл',
    chooseSnapshot: 'Выберите снимок',
    chooseImage: 'Выберите образ',
    chooseFile: 'Выберите файл',
    address: 'Адрес',
    name: 'Название образа',
    submit: 'Создать образ',
    ready: 'Готов',
    tooLarge:
      /через браузер загружается не более 1.МиБ\. Файлы больше загружайте из командной строки: ingot image push/,
    stop: 'Остановить',
    stopped: 'Остановлена',
    again: 'Повторить',
    failed: 'ошибка',
    actions: 'Действия: ',
  },
} as const;

/** The dialog with a source chosen. */
async function openDialog(page: Page, language: Language, source: string): Promise<Locator> {
  await page.getByRole('button', { name: WORDS[language].create, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: source, exact: true }).check();
  return dialog;
}

async function submit(page: Page, language: Language, name: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(WORDS[language].name).fill(name);
  assert.deepEqual(await barriers(page), []);
  await dialog.getByRole('button', { name: WORDS[language].submit }).click();
  await dialog.waitFor({ state: 'detached' });
}

async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const sent = house.images.open('POST', url, { 'Content-Type': 'application/json' });
  sent.end(JSON.stringify(body));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return (await json(answer)) as Record<string, unknown>;
}

for (const language of ['en', 'ru'] as const) {
  const words = WORDS[language];

  test(`images are made of a snapshot and of another image, at once (${language})`, async () => {
    const project = await house.project();
    const volume = { name: `disk-${language}`, size: 1 };
    const made = (await post(`/volume/v3/${project}/volumes`, { volume })) as { volume: { id: string } };
    const snapshot = `kept-${language}`;
    const { page, complaints, context } = await openPage(house, '/images', language);
    // The disk may still be in the making.
    for (let isTaken = false; !isTaken;) {
      const wanted = { snapshot: { name: snapshot, volume_id: made.volume.id } };
      isTaken = 'snapshot' in (await post(`/volume/v3/${project}/snapshots`, wanted));
    }
    await page.goto(house.address('/snapshots'));
    await page.getByRole('row', { name: snapshot }).waitFor();
    await page.goto(house.address('/images'));
    const dialog = await openDialog(page, language, words.snapshot);
    await dialog.getByRole('combobox', { name: words.chooseSnapshot }).click();
    await page.getByRole('option', { name: snapshot }).click();
    await submit(page, language, `of ${snapshot}`);
    const first = page.getByRole('row', { name: `of ${snapshot}` });
    await first.getByText(words.ready).waitFor();

    const again = await openDialog(page, language, words.image);
    await again.getByRole('combobox', { name: words.chooseImage }).click();
    await page.getByRole('option', { name: `of ${snapshot}` }).click();
    await submit(page, language, `copy-${language}`);
    await page
      .getByRole('row', { name: `copy-${language}` })
      .getByText(words.ready)
      .waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a file that is too large is refused before anything is sent (${language})`, async () => {
    const { page, complaints, context } = await openPage(house, '/images', language);
    const file = path.join(house.directory, `large-${language}.raw`);
    await writeFile(file, '');
    const handle = await open(file, 'r+');
    await handle.truncate(MOST + 1);
    await handle.close();
    let sent = 0;
    page.on('request', (request) => (sent += request.method() === 'GET' ? 0 : 1));
    const dialog = await openDialog(page, language, words.file);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: words.chooseFile }).click(),
    ]);
    await chooser.setFiles(file);
    await dialog.getByText(words.tooLarge).waitFor();
    await dialog.getByLabel(words.name).fill('never');
    assert.equal(await dialog.getByRole('button', { name: words.submit }).isDisabled(), true);
    assert.equal(sent, 0);
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`what comes from an address shows how far it is, is stopped, and comes once more (${language})`, async () => {
    isWhole = false;
    const { page, complaints, context } = await openPage(house, '/images', language);
    const name = `web-${language}`;
    const dialog = await openDialog(page, language, 'URL');
    await dialog.getByLabel(words.address).fill(`http://127.0.0.1:${(web.address() as AddressInfo).port}/${name}.raw`);
    await submit(page, language, name);
    const row = page.getByRole('row', { name });
    await row.getByText(/^25.?%$/).waitFor();

    await row.getByRole('link', { name }).click();
    await page.getByRole('status').getByText(/25.?%/).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('status').getByRole('button', { name: words.stop }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.stop }).click();
    await page.getByRole('status').filter({ hasText: '%' }).waitFor({ state: 'detached' });
    await page.goto(house.address('/images'));
    await row.getByText(words.failed).waitFor();

    isWhole = true;
    await page.goto(house.address('/activity'));
    const stopped = page.getByRole('row', { name }).filter({ hasText: words.stopped });
    await stopped.getByRole('button', { name: words.actions }).click();
    await page.getByRole('menuitem', { name: words.again }).click();
    await page.goto(house.address('/images'));
    await row.getByText(words.ready).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
