import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { openHouse, openPage, type House } from './house.ts';

/** Dialogs and tables by the keyboard, on narrow screens, and with what is longer than its place. */
let house: House;
let api: JsonApi;
before(async () => {
  house = await openHouse();
  api = await jsonApi(house.service.administrator);
});
after(() => house.close());

test('a dialog that is opened by a key is filled in at once, sent with Enter, and left with Escape', async () => {
  const { page, complaints, context } = await openPage(house, '/images/flavors', 'en');
  const create = page.getByRole('button', { name: 'Create' });
  await create.press('Enter');
  await page.getByRole('dialog').getByLabel('Name').and(page.locator(':focus')).waitFor();
  await page.keyboard.type('typed');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: 'typed' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await create.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await create.and(page.locator(':focus')).waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('dialogs are no wider than the screen', async () => {
  const { id } = await house.images.create('image');
  const dialogs = { '/images/recipes': 'Create', '/images/source-vms': 'Create', [`/images/${id}`]: 'Delete' };
  for (const width of [768, 480]) {
    const { page, context } = await openPage(house, '/', 'en', { width });
    for (const [place, button] of Object.entries(dialogs)) {
      await page.goto(house.address(place));
      await page.getByRole('button', { name: button }).first().click();
      const send = page.getByRole('dialog').getByRole('button', { name: button });
      await send.scrollIntoViewIfNeeded();
      for (const part of [page.getByRole('dialog'), send]) {
        const box = (await part.boundingBox()) ?? assert.fail('it is shown');
        assert.ok(box.x >= 0 && box.x + box.width <= width, `${place} at ${width}: ${JSON.stringify(box)}`);
      }
    }
    await context.close();
  }
});

test('a name that is cut is told whole, and what can be done to a row stands at its end', async () => {
  const name = `long ${'WM'.repeat(28)}`;
  await api.ask('POST', '/api/v1/flavors', { name, vcpus: 1, memoryMib: 1024 });
  const { page, context } = await openPage(house, '/images/flavors', 'en');
  const cell = page.getByRole('rowheader', { name: 'long' });
  await cell.hover();
  assert.equal(await cell.getAttribute('title'), name);
  await page.goto(house.address('/administration/users'));
  const row = page.getByRole('row', { name: 'admin' });
  await row.waitFor();
  const [whole, menu] = await Promise.all([row.boundingBox(), row.getByRole('button').boundingBox()]);
  assert.ok(whole && menu && menu.x + menu.width > whole.x + whole.width - 24, JSON.stringify([whole, menu]));
  await context.close();
});

test('a time of day is not parted on a tablet', async () => {
  // Work with much to tell, which leaves little room for when it was.
  const { id } = await house.images.create('an image with a name that takes several lines');
  await house.images.upload(id, [Buffer.alloc(2 ** 20)]);
  await api.ask('POST', `/api/v1/images/${id}/prepare`, {});
  const { page, context } = await openPage(house, '/activity', 'en', { width: 768 });
  await page.getByText('No Linux system').waitFor();
  const tops = await page.evaluate<readonly number[]>(`(() => {
    const text = [...document.querySelectorAll('td')].find(({ textContent }) => /[AP]M$/.test(textContent)).firstChild;
    const end = text.textContent.length;
    const place = document.createRange();
    const topOf = (at) => {
      place.setStart(text, at);
      place.setEnd(text, at + 1);
      return place.getBoundingClientRect().top;
    };
    return [topOf(end - 1), topOf(end - 4), topOf(0)];
  })()`);
  assert.equal(tops[0], tops[1]);
  await context.close();
});

test('what can be done to a property stands in one line on a tablet', async () => {
  const { id } = await house.images.create('with a property');
  const change = [{ op: 'add', path: '/os_distro', value: 'astra' }];
  await api.ask('PATCH', `/v2/images/${id}`, change, 'application/openstack-images-v2.1-json-patch');
  const { page, context } = await openPage(house, `/images/${id}`, 'en', { width: 768 });
  const row = page.getByRole('row', { name: 'os_distro' });
  await row.waitFor();
  const [edit, remove] = await Promise.all((await row.getByRole('button').all()).map((each) => each.boundingBox()));
  assert.equal(edit?.y, remove?.y);
  await context.close();
});
