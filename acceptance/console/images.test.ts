import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { barriers } from './accessibility.ts';
import type { Language } from './browser.ts';
import { openHouse, signIn, type House } from './house.ts';

/** The list of images as people look through it, and what they do with several at once. */
let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const WORDS = {
  en: {
    search: 'Search by name, tag, family, system',
    versions: /versions of the family desktop/,
    select: 'Select',
    selected: '2 images are selected',
    delete: 'Delete',
    confirm: 'Confirm',
    gone: '2 images are in the trash',
    nothing: 'Nothing fits',
    reset: 'Take the filters off',
    actions: 'Actions',
    deleteOne: 'Delete image',
  },
  ru: {
    search: 'Поиск по имени, тегу, семейству, системе',
    versions: /версии семейства desktop/,
    select: 'Выбрать',
    selected: 'Выбрано 2 образа',
    delete: 'Удалить',
    confirm: 'Подтвердить',
    gone: '2 образа в корзине',
    nothing: 'Ничего не найдено',
    reset: 'Снять фильтры',
    actions: 'Действия',
    deleteOne: 'Удалить образ',
  },
} as const;

async function create(attributes: Record<string, unknown>): Promise<void> {
  const sent = house.images.open('POST', '/v2/images', { 'Content-Type': 'application/json' });
  sent.end(JSON.stringify({ disk_format: 'raw', container_format: 'bare', visibility: 'private', ...attributes }));
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  assert.equal(answer.statusCode, 201, await text(answer));
}

async function openList(language: Language, search = ''): Promise<{ page: Page; complaints: readonly string[] }> {
  const { page, complaints } = await house.browser.open({ language });
  await page.goto(house.address(`/images${search}`));
  await signIn(page, house.service.administrator, language);
  await page.getByRole('table').waitFor();
  return { page, complaints };
}

for (const language of ['en', 'ru'] as const) {
  const words = WORDS[language];

  test(`somebody looks for images by words, opens a family, and deletes two at once (${language})`, async () => {
    const family = `desktop-${language}`;
    for (const version of ['v1', 'v2', 'v3'])
      await create({ name: `${family}-${version}`, family, os_distro: 'astra' });
    for (const name of ['one', 'two']) await create({ name: `${language} old ${name}`, tags: ['retired'] });
    const { page, complaints } = await openList(language);

    // A family is one row, named by its newest, that opens to the others.
    await page.getByRole('link', { name: `${family}-v3` }).waitFor();
    assert.equal(await page.getByRole('link', { name: `${family}-v2` }).count(), 0);
    await page.getByRole('row', { name: family }).getByRole('button', { name: words.versions }).click();
    await page.getByRole('link', { name: `${family}-v1` }).waitFor();
    assert.deepEqual(await barriers(page), []);

    // Words are found wherever they stand, and stay in the address.
    const search = page.getByRole('searchbox', { name: words.search });
    await search.fill('ast');
    await page.getByRole('link', { name: `${language} old one` }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: `${family}-v2` }).waitFor();
    await search.fill(`${language} retired`);
    await page.getByRole('link', { name: `${language} old one` }).waitFor();
    await page.getByRole('link', { name: `${family}-v2` }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: `${language} old two` }).waitFor();
    assert.equal(await search.inputValue(), `${language} retired`);

    for (const name of ['one', 'two']) {
      await page.getByRole('checkbox', { name: `${words.select} ${language} old ${name}` }).check();
    }
    const selected = page.getByRole('toolbar');
    await selected.getByText(words.selected).waitFor();
    await selected.getByRole('button', { name: words.delete }).click();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('dialog').getByRole('button', { name: words.confirm }).click();
    await page.getByText(words.gone).waitFor();
    await page.getByRole('heading', { name: words.nothing }).waitFor();
    await page.getByRole('main').getByRole('button', { name: words.reset }).last().click();
    await page.getByRole('link', { name: `${family}-v3` }).waitFor();

    await page.getByRole('row', { name: family }).getByRole('button', { name: words.actions }).click();
    await page.getByRole('menuitem', { name: words.deleteOne }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.confirm }).click();
    // What stands for the family now is the version before.
    await page.getByRole('link', { name: `${family}-v2` }).waitFor();
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

test('what could not be done with an image is said, and done with the others', async () => {
  await create({ name: 'kept', protected: true, tags: ['bulk'] });
  await create({ name: 'given', tags: ['bulk'] });
  const { page } = await openList('en', '?text=bulk');
  await page.getByRole('link', { name: 'given' }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('dialog').getByText('It could not be done with 1 image').waitFor();
  await page
    .getByRole('dialog')
    .getByText(/kept: .*protected/)
    .waitFor();
  await page.getByRole('link', { name: 'given' }).waitFor({ state: 'detached' });
  await page.context().close();
});

test('several images get another visibility, and a family', async () => {
  for (const name of ['first', 'second']) await create({ name: `member ${name}` });
  const { page } = await openList('en', '?text=member');
  await page.getByRole('row', { name: 'member second' }).waitFor();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Change visibility' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Visibility' }).click();
  await page.getByRole('option', { name: 'Shared' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change visibility' }).click();
  for (const name of ['first', 'second']) {
    await page
      .getByRole('row', { name: `member ${name}` })
      .getByText('Shared')
      .waitFor();
  }
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Add to a family' }).click();
  await page.getByRole('dialog').getByLabel('Family').fill('members');
  await page.getByRole('dialog').getByRole('button', { name: 'Add to a family' }).click();
  await page.getByRole('row', { name: 'member first' }).getByText('Family members').waitFor();
  await page.context().close();
});
