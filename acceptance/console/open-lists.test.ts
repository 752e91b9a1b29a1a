import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { openHouse, openPage, type House } from './house.ts';
import { newImage } from './new-image.ts';

/** Lists that somebody chooses from, while others make what they offer. */
let house: House;
let api: JsonApi;
before(async () => {
  house = await openHouse();
  api = await jsonApi(house.service.administrator);
  // One more gives the list a field to search it.
  for (let number = 1; number <= 7; number += 1) await anImage(`image-${number}`);
  await newPool('pool-b');
  await newPool('pool-c');
});
after(() => house.close());

async function anImage(name: string, properties: Readonly<Record<string, string>> = {}): Promise<void> {
  await newImage(api, name, new Blob([Buffer.alloc(4096, name)]), properties);
}

async function newPool(name: string): Promise<void> {
  const place = path.join(house.directory, name);
  await mkdir(place);
  const wanted = { name, description: null, place: { kind: 'directory', path: place } };
  await api.ask('POST', '/api/v1/image-pools', wanted);
}

/** Until the page has drawn what it was told of something new. */
async function told(page: Page, name: string, make: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse(async (response) => (await response.text()).includes(`"${name}"`));
  await make();
  await (await answer).finished();
  await page.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))');
}

/** Clicks where an option was before the list was told of another one. */
async function clickWhereItWas(page: Page, option: Locator, name: string, make: () => Promise<void>): Promise<void> {
  // The list opens with a movement.
  await option.click({ trial: true });
  const box = (await option.boundingBox()) ?? assert.fail('it is shown');
  await told(page, name, make);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

test('a list of images that is open stays as it is, and has the new one when it is opened again', async () => {
  const { page, complaints, context } = await openPage(house, '/images/source-vms', 'en');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Create' }).click();
  const field = dialog.getByRole('combobox', { name: 'Image', exact: true });
  await field.click();
  await clickWhereItWas(page, page.getByRole('option', { name: 'image-3' }), 'newest', () => anImage('newest'));
  assert.match((await field.textContent()) ?? '', /^image-3/);
  await field.click();
  await page.getByRole('option', { name: 'newest' }).click();
  assert.match((await field.textContent()) ?? '', /^newest/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a list that the service searches stays as it is, and takes what another question finds', async () => {
  const { page, complaints, context } = await openPage(house, '/images', 'en');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Create' }).click();
  await dialog.getByRole('radio', { name: 'Image', exact: true }).check();
  const field = dialog.getByRole('combobox', { name: 'Choose an image' });
  await field.click();
  // The field to search it has the focus.
  await page.getByRole('option', { name: 'newest' }).click({ trial: true });
  await page.keyboard.type('image-');
  await page.getByRole('option', { name: 'newest' }).waitFor({ state: 'detached' });
  await clickWhereItWas(page, page.getByRole('option', { name: 'image-3' }), 'image-8', () => anImage('image-8'));
  assert.match((await field.textContent()) ?? '', /^image-3/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a list of image pools that is open stays as it is', async () => {
  const { page, complaints, context } = await openPage(house, '/images/desktop-images', 'en');
  const field = page.getByRole('combobox', { name: 'Image Pool' });
  await field.click();
  await clickWhereItWas(page, page.getByRole('option', { name: 'pool-b' }), 'pool-a', () => newPool('pool-a'));
  assert.match((await field.textContent()) ?? '', /pool-b/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('families that are suggested stay as they are while their field has the focus', async () => {
  await anImage('old-version', { family: 'b-family' });
  const { page, complaints, context } = await openPage(house, '/images', 'en');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Create' }).click();
  await dialog.getByRole('radio', { name: 'Image', exact: true }).check();
  await dialog.getByRole('button', { name: 'More settings' }).click();
  const families = page.locator('datalist option');
  await families.and(page.locator('[value="b-family"]')).waitFor({ state: 'attached' });
  await dialog.getByLabel('Family').focus();
  await told(page, 'a-family', () => anImage('new-version', { family: 'a-family' }));
  assert.equal(await families.count(), 1);
  await dialog.getByLabel('Name').focus();
  await families.and(page.locator('[value="a-family"]')).waitFor({ state: 'attached' });
  assert.deepEqual(complaints, []);
  await context.close();
});
