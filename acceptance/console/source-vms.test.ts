import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { barriers } from './accessibility.ts';
import { openHouse, signIn, type House } from './house.ts';

/** An image source VM that really runs, whose firmware finds nothing to start: its screen, its drives, its power. */
let house: House;
let api: JsonApi;
before(async () => {
  house = await openHouse();
  api = await jsonApi(house.service.administrator);
  const { id } = await api.ask<{ id: string }>('POST', '/v2/images', {
    name: 'tools',
    disk_format: 'iso',
    container_format: 'bare',
  });
  await api.upload(id, new Blob([emptyDisc()]));
  const flavor = await api.ask<{ id: string }>('POST', '/api/v1/flavors', { name: 'tiny', vcpus: 1, memoryMib: 64 });
  const disks = [{ blank: true, sizeGib: 1 }];
  await api.ask('POST', '/api/v1/machines', { name: 'builder', flavor: flavor.id, disks });
});
after(async () => {
  // A guest outlives its service, also where a test has failed.
  for (const { id } of await machines()) await api.ask('DELETE', `/api/v1/machines/${id}`);
  while ((await machines()).length > 0) await delay(100);
  await house.close();
});

/** Scrolls the page a little, and resolves when all have heard of it. */
const MOVED = `new Promise((resolve) => {
  document.addEventListener('scroll', () => requestAnimationFrame(() => requestAnimationFrame(resolve)), { once: true });
  window.scrollBy(0, 12);
})`;

async function machines(): Promise<readonly { readonly id: string }[]> {
  return (await api.ask<{ machines: readonly { id: string }[] }>('GET', '/api/v1/machines')).machines;
}

test('a VM is started, its screen is seen, and a CD is put in', async () => {
  const { page, complaints, context } = await house.browser.open();
  await page.goto(house.address('/images/source-vms'));
  await signIn(page, house.service.administrator, 'en');
  await page.getByRole('link', { name: 'builder' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText('Running', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Show the screen' }).click();
  const screen = page.frameLocator('iframe[title="Screen of builder"]');
  await screen.getByText('Connected').waitFor();
  await screen.getByRole('button', { name: 'Ctrl+Alt+Del' }).waitFor();
  await screen.locator('canvas').waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('textbox', { name: 'Serial log' }).waitFor();
  assert.deepEqual(await barriers(page), []);

  await page.getByRole('button', { name: 'Actions: builder' }).click();
  await page.getByRole('menuitem', { name: 'Mount ISO' }).waitFor();
  // What changes elsewhere moves the page; a menu that is open moves along.
  await page.evaluate(MOVED);
  await page.getByRole('menuitem', { name: 'Mount ISO' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'ISO image' }).click();
  await page.getByRole('option', { name: 'tools' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mount', exact: true }).click();
  await page.getByRole('link', { name: 'tools' }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a VM is powered off, kept by a snapshot, and deleted, in Russian', async () => {
  const { page, complaints, context } = await house.browser.open({ language: 'ru' });
  const dialog = page.getByRole('dialog');
  const menu = page.getByRole('button', { name: 'Действия: builder' });
  await page.goto(house.address('/images/source-vms'));
  await signIn(page, house.service.administrator, 'ru');
  // What only a VM that is off can take says so.
  await page.getByRole('button', { name: 'Преобразовать', disabled: true }).waitFor();
  await page.getByRole('link', { name: 'builder' }).click();
  await page.getByRole('heading', { name: 'builder', level: 1 }).waitFor();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Выключить питание' }).click();
  await dialog.getByText(/как при отключении питания/).waitFor();
  await dialog.getByRole('button', { name: 'Выключить питание' }).click();
  await page.getByText('Остановлена', { exact: true }).waitFor();

  await page.getByRole('button', { name: 'Сделать снимок' }).click();
  await dialog.getByLabel('Имя снимка').fill('чистая система');
  await dialog.getByRole('button', { name: 'Сделать снимок' }).click();
  const snapshot = page.getByRole('row', { name: 'чистая система' });
  await snapshot.getByText('Готов', { exact: true }).waitFor();
  await page.getByText('Остановлена', { exact: true }).waitFor();
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('button', { name: 'Действия: чистая система' }).click();
  await page.getByRole('menuitem', { name: 'Восстановить' }).click();
  await dialog.getByRole('button', { name: 'Восстановить' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Остановлена', { exact: true }).waitFor();

  await menu.click();
  await page.getByRole('menuitem', { name: 'Удалить' }).click();
  await dialog.getByText(/удаляются её диск и все снимки/).waitFor();
  await dialog.getByRole('button', { name: 'Удалить' }).click();
  await page.getByRole('heading', { name: 'Исходных ВМ пока нет' }).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

/** What a disc has to begin with (ECMA-119, 8.4 and 8.3): a primary volume descriptor, and the end of descriptors. */
function emptyDisc(): Buffer {
  const sector = 2048;
  const sectors = 64;
  const disc = Buffer.alloc(sectors * sector);
  for (const [at, type] of [1, 255].entries()) {
    disc.writeUInt8(type, (16 + at) * sector);
    disc.write('CD001', (16 + at) * sector + 1, 'latin1');
    disc.writeUInt8(1, (16 + at) * sector + 6);
  }
  // Its size in blocks, and the size of these.
  disc.writeUInt32LE(sectors, 16 * sector + 80);
  disc.writeUInt16LE(sector, 16 * sector + 128);
  return disc;
}
