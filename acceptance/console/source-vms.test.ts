import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { barriers } from './accessibility.ts';
import { openHouse, signIn, type House } from './house.ts';

/** An image source VM that really runs, whose firmware finds nothing to start: its screen, its drives, its power. */
let house: House;
let api: JsonApi;
/** Id of a flavor. */
let tiny: string;
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
  tiny = flavor.id;
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

async function newMachine(name: string): Promise<void> {
  await api.ask('POST', '/api/v1/machines', { name, flavor: tiny, disks: [{ blank: true, sizeGib: 1 }] });
}

async function machines(): Promise<readonly { readonly id: string }[]> {
  return (await api.ask<{ machines: readonly { id: string }[] }>('GET', '/api/v1/machines')).machines;
}

const WORDS = {
  en: {
    actions: 'Actions',
    start: 'Start',
    running: 'Running',
    showScreen: 'Show the screen',
    screenOf: 'Screen of',
    connected: 'Connected',
    show: 'Show',
    serialLog: 'Serial log',
    mountIso: 'Mount ISO',
    iso: 'ISO image',
    mount: 'Mount',
    convert: 'Convert',
    turnOff: 'Power off',
    likePower: /as if the plug were pulled/,
    stopped: 'Stopped',
    takeSnapshot: 'Take a snapshot',
    snapshotName: 'Snapshot name',
    ready: 'Ready',
    restore: 'Restore',
    delete: 'Delete',
    goesToo: /Its disk is deleted with it/,
    none: 'No image source VMs yet',
  },
  ru: {
    actions: 'Действия',
    start: 'Запустить',
    running: 'Работает',
    showScreen: 'Показать экран',
    screenOf: 'Экран',
    connected: 'Подключено',
    show: 'Показать',
    serialLog: 'Журнал последовательного порта',
    mountIso: 'Подключить ISO',
    iso: 'Образ ISO',
    mount: 'Подключить',
    convert: 'Преобразовать',
    turnOff: 'Выключить питание',
    likePower: /как при отключении питания/,
    stopped: 'Остановлена',
    takeSnapshot: 'Сделать снимок',
    snapshotName: 'Имя снимка',
    ready: 'Готов',
    restore: 'Восстановить',
    delete: 'Удалить',
    goesToo: /удаляются её диск и все снимки/,
    none: 'Исходных ВМ пока нет',
  },
} as const;

for (const language of ['en', 'ru'] as const) {
  const words = WORDS[language];
  const name = `builder-${language}`;

  test(`a VM is started, its screen is seen, and a CD is put in (${language})`, async () => {
    await newMachine(name);
    const { page, complaints, context } = await house.browser.open({ language });
    const dialog = page.getByRole('dialog');
    await page.goto(house.address('/images/source-vms'));
    await signIn(page, house.service.administrator, language);
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: words.start }).click();
    await page.getByText(words.running, { exact: true }).waitFor();
    await page.getByRole('button', { name: words.showScreen }).click();
    const screen = page.frameLocator(`iframe[title="${words.screenOf} ${name}"]`);
    await screen.getByText(words.connected).waitFor();
    await screen.getByRole('button', { name: 'Ctrl+Alt+Del' }).waitFor();
    await screen.locator('canvas').waitFor();
    await page.getByRole('button', { name: words.show, exact: true }).click();
    await page.getByRole('textbox', { name: words.serialLog }).waitFor();
    assert.deepEqual(await barriers(page), []);

    await page.getByRole('button', { name: `${words.actions}: ${name}` }).click();
    await page.getByRole('menuitem', { name: words.mountIso }).waitFor();
    // What changes elsewhere moves the page; a menu that is open moves along.
    await page.evaluate(MOVED);
    await page.getByRole('menuitem', { name: words.mountIso }).click();
    await dialog.getByRole('combobox', { name: words.iso }).click();
    await page.getByRole('option', { name: 'tools' }).click();
    await dialog.getByRole('button', { name: words.mount, exact: true }).click();
    await page.getByRole('link', { name: 'tools' }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`a VM is powered off, kept by a snapshot, and deleted (${language})`, async () => {
    const { page, complaints, context } = await house.browser.open({ language });
    const dialog = page.getByRole('dialog');
    const menu = page.getByRole('button', { name: `${words.actions}: ${name}` });
    await page.goto(house.address('/images/source-vms'));
    await signIn(page, house.service.administrator, language);
    // What only a VM that is off can take says so.
    await page.getByRole('button', { name: words.convert, disabled: true }).waitFor();
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await menu.click();
    await page.getByRole('menuitem', { name: words.turnOff }).click();
    await dialog.getByText(words.likePower).waitFor();
    await dialog.getByRole('button', { name: words.turnOff }).click();
    await page.getByText(words.stopped, { exact: true }).waitFor();

    await page.getByRole('button', { name: words.takeSnapshot }).click();
    await dialog.getByLabel(words.snapshotName).fill('clean system');
    await dialog.getByRole('button', { name: words.takeSnapshot }).click();
    const snapshot = page.getByRole('row', { name: 'clean system' });
    await snapshot.getByText(words.ready, { exact: true }).waitFor();
    await page.getByText(words.stopped, { exact: true }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: `${words.actions}: clean system` }).click();
    await page.getByRole('menuitem', { name: words.restore }).click();
    await dialog.getByRole('button', { name: words.restore }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(words.stopped, { exact: true }).waitFor();

    await menu.click();
    await page.getByRole('menuitem', { name: words.delete }).click();
    await dialog.getByText(words.goesToo).waitFor();
    await dialog.getByRole('button', { name: words.delete }).click();
    await page.getByRole('heading', { name: words.none }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

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
