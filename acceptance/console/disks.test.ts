import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { barriers } from './accessibility.ts';
import { openHouse, signIn, type House } from './house.ts';

/** Disks and snapshots, and images made of them, by the roles that a screen reader reads. */
let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const WORDS = {
  en: {
    disks: 'Disks',
    snapshots: 'Snapshots',
    none: 'No disks yet',
    search: 'Search by name or description',
    create: 'Create',
    name: 'Name',
    size: 'Size',
    available: 'Available',
    made: 'Ready',
    actions: 'Actions: ',
    extend: 'Extend',
    newSize: 'New size',
    larger: '3 GiB',
    bootable: 'Make bootable',
    takeSnapshot: 'Take a snapshot',
    blocked: 'It cannot be deleted yet, because of',
    delete: 'Delete',
    cancel: 'Cancel',
    capture: 'Create an image',
    captureButton: 'Create image',
    imageName: 'Image name',
    yes: 'Yes',
    ready: 'Ready',
    createDisk: 'Create a disk',
  },
  ru: {
    disks: 'Диски',
    snapshots: 'Снимки',
    none: 'Дисков пока нет',
    search: 'Поиск по названию и описанию',
    create: 'Создать',
    name: 'Имя',
    size: 'Размер',
    available: 'Свободен',
    made: 'Готов',
    actions: 'Действия: ',
    extend: 'Увеличить',
    newSize: 'Новый размер',
    larger: '3 ГиБ',
    bootable: 'Сделать загрузочным',
    takeSnapshot: 'Сделать снимок',
    blocked: 'Пока удалить нельзя, мешают',
    delete: 'Удалить',
    cancel: 'Отмена',
    capture: 'Создать образ',
    captureButton: 'Создать образ',
    imageName: 'Название образа',
    yes: 'Да',
    ready: 'Готов',
    createDisk: 'Создать диск',
  },
} as const;

for (const language of ['en', 'ru'] as const) {
  test(`a disk is created, extended, kept by a snapshot, and becomes an image (${language})`, async () => {
    const words = WORDS[language];
    const { service, browser } = house;
    const { page, complaints, context } = await browser.open({ language });
    const dialog = page.getByRole('dialog');
    await page.goto(house.address('/disks'));
    await signIn(page, service.administrator, language);

    await page.getByRole('heading', { name: words.none }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: words.create }).click();
    await dialog.getByLabel(words.name).fill(`disk-${language}`);
    await dialog.getByLabel(words.size).fill('2');
    await dialog.getByRole('button', { name: words.create }).click();
    const disk = page.getByRole('row', { name: `disk-${language}` });
    await disk.getByText(words.available).waitFor();

    await choose(page, `${words.actions}disk-${language}`, words.extend);
    await dialog.getByLabel(words.newSize).fill('3');
    await dialog.getByRole('button', { name: words.extend }).click();
    await disk.getByText(words.larger).waitFor();
    await disk.getByText(words.available).waitFor();
    await choose(page, `${words.actions}disk-${language}`, words.bootable);
    await dialog.getByRole('button', { name: words.bootable }).click();
    await disk.getByText(words.yes, { exact: true }).waitFor();
    assert.deepEqual(await barriers(page), []);

    await choose(page, `${words.actions}disk-${language}`, words.takeSnapshot);
    await dialog.getByLabel(words.name).fill(`snapshot-${language}`);
    await dialog.getByRole('button', { name: words.takeSnapshot }).click();
    await dialog.waitFor({ state: 'detached' });
    await choose(page, `${words.actions}disk-${language}`, words.delete);
    await dialog.getByText(words.blocked).waitFor();
    await dialog.getByRole('button', { name: words.cancel }).click();
    await dialog.waitFor({ state: 'detached' });

    await disk.getByRole('link').click();
    await page.getByRole('heading', { name: `disk-${language}`, level: 1 }).waitFor();
    await page.getByText(words.blocked).waitFor();
    assert.deepEqual(await barriers(page), []);

    await page.getByRole('navigation').getByRole('link', { name: words.snapshots, exact: true }).click();
    const snapshot = page.getByRole('row', { name: `snapshot-${language}` });
    await snapshot.getByText(words.made, { exact: true }).waitFor();
    await snapshot.getByRole('link', { name: `disk-${language}` }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await choose(page, `${words.actions}snapshot-${language}`, words.capture);
    await dialog.getByLabel(words.imageName).fill(`captured-${language}`);
    await dialog.getByRole('button', { name: words.captureButton }).click();
    await dialog.waitFor({ state: 'detached' });
    await choose(page, `${words.actions}snapshot-${language}`, words.createDisk);
    await dialog.getByLabel(words.name).fill(`copy-${language}`);
    await dialog.getByRole('button', { name: words.create }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('navigation').getByRole('link', { name: words.disks, exact: true }).click();
    const copy = page.getByRole('row', { name: `copy-${language}` });
    await copy.getByText(words.available).waitFor();

    // Words are looked for by the service, and stay in the address.
    const search = page.getByRole('searchbox', { name: words.search });
    await search.fill(`COP ${language}`);
    await disk.waitFor({ state: 'detached' });
    await page.reload();
    await copy.waitFor();
    assert.equal(await disk.count(), 0);
    await search.fill('');
    await disk.waitFor();
    await choose(page, `${words.actions}copy-${language}`, words.delete);
    await dialog.getByRole('button', { name: words.delete }).click();
    await copy.waitFor({ state: 'detached' });
    const images = await house.images.list();
    assert.equal(images.filter(({ name }) => name === `captured-${language}`).length, 1);

    // Nothing is left for the other language, which begins with no disks.
    await page.getByRole('navigation').getByRole('link', { name: words.snapshots, exact: true }).click();
    await choose(page, `${words.actions}snapshot-${language}`, words.delete);
    await dialog.getByRole('button', { name: words.delete }).click();
    await snapshot.waitFor({ state: 'detached' });
    await page.getByRole('navigation').getByRole('link', { name: words.disks, exact: true }).click();
    await choose(page, `${words.actions}disk-${language}`, words.delete);
    await dialog.getByRole('button', { name: words.delete }).click();
    await page.getByRole('heading', { name: words.none }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

/** Does something by the menu of a row. */
async function choose(page: Page, menu: string, action: string): Promise<void> {
  await page.getByRole('button', { name: menu }).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}
