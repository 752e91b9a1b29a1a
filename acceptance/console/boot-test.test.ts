import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { jsonApi } from '../json-api.ts';
import { tinyGuest } from '../tiny-guest.ts';
import { barriers } from './accessibility.ts';
import type { Window } from './browser.ts';
import { openHouse, signIn, type House } from './house.ts';
import { turnOn } from './turn-on.ts';

/** Milliseconds: guests are emulated, on a machine that does other things too. */
const PATIENCE = 300_000;

/** An image is tried in the browser: a throw-away copy is started and watched, a second one stopped, a clean one made. */
let house: House;
let window: Window;
let image: string;
before(async () => {
  house = await openHouse();
  const api = await jsonApi(house.service.administrator);
  const about = { name: 'guest', disk_format: 'raw', container_format: 'bare' };
  image = (await api.ask<{ id: string }>('POST', '/v2/images', about)).id;
  await api.upload(image, await tinyGuest());
  window = await house.browser.open({ language: 'ru' });
  window.page.setDefaultTimeout(PATIENCE);
  await window.page.goto(house.address(`/images/${image}/checks`));
  await signIn(window.page, house.service.administrator, 'ru');
});
after(() => house.close());

/** Asks for a boot test, as far as its report. */
async function start(): Promise<void> {
  const { page } = window;
  await page.getByRole('button', { name: 'Пробный запуск' }).click();
  await page
    .getByRole('dialog')
    .getByText(/Сам образ не меняется/)
    .waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Запустить' }).click();
  await page
    .getByRole('status')
    .getByText(/за ней наблюдают/)
    .waitFor();
}

test('a copy is started and watched, and its report has pictures and a log', async () => {
  const { page } = window;
  await start();
  assert.deepEqual(await barriers(page), []);
  await page.getByText('Готово', { exact: true }).waitFor();
  const agent = page.getByRole('listitem').filter({ hasText: 'гостевой агент отвечает' });
  await agent.getByText('выполнено').waitFor();
  const picture = page.getByRole('img', { name: 'Экран: screen-1.png' });
  await picture.scrollIntoViewIfNeeded();
  await page.waitForFunction(`document.querySelector('img[alt="Экран: screen-1.png"]').naturalWidth > 0`);
  await page.getByRole('link', { name: /^serial\.log/ }).waitFor();
  const log = page.locator('pre', { hasText: 'tiny guest up' });
  // What the loader says to a terminal is not for readers.
  assert.doesNotMatch((await log.textContent()) ?? '', /\[\d*[;\d]*[HJm]/);
  assert.deepEqual(await barriers(page), []);
});

test('one that nobody waits for is cancelled, and its guest ends', async () => {
  const { page } = window;
  await page.getByRole('link', { name: 'Все отчёты' }).click();
  await page.getByRole('row').getByText('Пробный запуск').waitFor();
  await start();
  await page.getByRole('button', { name: 'Отмена' }).click();
  await page.getByText('Отменено', { exact: true }).first().waitFor();
  await page.getByRole('link', { name: 'Все отчёты' }).click();
  await page.getByRole('row').getByText('Отменено', { exact: true }).waitFor();
});

test('a clean copy is made, and is an image of its own', async () => {
  const { page, complaints, context } = window;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Создать чистую копию' }).click();
  assert.deepEqual(await barriers(page), []);
  await turnOn(dialog, 'Только попробовать');
  await dialog.getByRole('button', { name: 'Попробовать', exact: true }).click();
  await page.getByText('Вот что изменилось бы').waitFor();
  await page.getByRole('button', { name: 'Создать чистую копию' }).click();
  await dialog.getByRole('button', { name: 'Создать копию' }).click();
  await page.getByText('Копия готова').waitFor();
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('link', { name: 'guest (чистый)' }).click();
  await page.getByRole('heading', { name: 'guest (чистый)', level: 1 }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});
