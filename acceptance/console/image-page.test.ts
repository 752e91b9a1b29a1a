import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { jsonApi, type JsonApi } from '../json-api.ts';
import type { Openrc } from '../openrc.ts';
import { tinyGuest } from '../tiny-guest.ts';
import { barriers } from './accessibility.ts';
import { openHouse, openPage, type House } from './house.ts';
import { newImage } from './new-image.ts';
import { routesOf, unlisted } from './pages.ts';
import { giveRole, newMember, newProject } from './projects.ts';

/** The page of one image as its owner, and those that he shares it with, use it. */
let house: House;
let api: JsonApi;
/** A second project of the administrator. */
let second: string;
let stranger: Openrc;
let strangersProject: string;

interface Named {
  readonly id: string;
}

before(async () => {
  house = await openHouse();
  const { administrator } = house.service;
  api = await jsonApi(administrator);
  const { users } = await api.ask<{ users: readonly Named[] }>(
    'GET',
    `/identity/v3/users?name=${administrator['OS_USERNAME'] ?? ''}`,
  );

  second = await newProject(api, 'design-bureau');
  await giveRole(api, second, users[0]?.id ?? '', 'admin');
  strangersProject = await newProject(api, 'engineering');
  stranger = await newMember(api, administrator, 'vera', strangersProject);
});
after(() => house.close());

function bytes(text: string): Blob {
  return new Blob([Buffer.alloc(1_000_000, text)]);
}

async function press(place: Page | ReturnType<Page['getByRole']>, name: string): Promise<void> {
  await place.getByRole('button', { name, exact: true }).click();
}

const WORDS = {
  en: {
    actions: 'Actions',
    share: 'Share image',
    mine: 'My projects',
    others: 'Other projects',
    projects: 'Projects',
    projectId: 'Project ID',
    allow: 'Allow access',
    pending: 'Has not answered',
    accepted: 'Accepted',
    accept: 'Accept',
    access: 'Access',
    edit: 'Edit',
    save: 'Save',
    community: 'Community',
    everybody: /Everybody who knows its id/,
    delete: 'Delete',
    restore: 'Restore',
    purge: 'Delete for good',
    empty: 'The trash is empty',
  },
  ru: {
    actions: 'Действия',
    share: 'Поделиться образом',
    mine: 'Мои проекты',
    others: 'Другие проекты',
    projects: 'Проекты',
    projectId: 'ID проекта',
    allow: 'Разрешить доступ',
    pending: 'Ожидает ответа',
    accepted: 'Принят',
    accept: 'Принять',
    access: 'Доступ',
    edit: 'Изменить',
    save: 'Сохранить',
    community: 'Для сообщества',
    everybody: /Все, кто знает идентификатор/,
    delete: 'Удалить',
    restore: 'Восстановить',
    purge: 'Удалить навсегда',
    empty: 'Корзина пуста',
  },
} as const;

for (const language of ['en', 'ru'] as const) {
  const words = WORDS[language];

  test(`an image is shared with my projects and with others, and accepted there (${language})`, async () => {
    const id = await newImage(api, `shared-${language}`, bytes(`shared ${language}`));
    const { page, context, complaints } = await openPage(house, '/images', language);
    await press(page, `${words.actions}: shared-${language}`);
    await page.getByRole('menuitem', { name: words.share }).click();
    const dialog = page.getByRole('dialog');
    assert.deepEqual(await barriers(page), []);
    await dialog.getByRole('radio', { name: words.mine }).check();
    await dialog.getByLabel(words.projects, { exact: true }).click();
    await page.getByRole('option', { name: 'design-bureau' }).click();
    await page.keyboard.press('Escape');
    await press(dialog, words.allow);
    await dialog.waitFor({ state: 'detached' });
    await page.goto(house.address(`/images/${id}/access`));
    await page.getByRole('row', { name: 'design-bureau' }).getByText(words.pending).waitFor();

    await press(page, words.share);
    await dialog.getByRole('radio', { name: words.others }).check();
    await dialog.getByLabel(words.projectId).fill(strangersProject);
    await press(dialog, words.allow);
    await dialog.waitFor({ state: 'detached' });
    const row = page.getByRole('row', { name: 'engineering' });
    await row.getByText(words.pending).waitFor();
    assert.deepEqual(await barriers(page), []);

    const theirs = await openPage(house, '/images/offers', language, { user: stranger });
    assert.deepEqual(await barriers(theirs.page), []);
    const offered = theirs.page.getByRole('row', { name: `shared-${language}` });
    await offered.getByRole('button', { name: new RegExp(`^${words.accept}`) }).click();
    await offered.waitFor({ state: 'detached' });
    // The owner sees it without doing anything.
    await row.getByText(words.accepted).waitFor();
    const { members } = await api.ask<{ members: readonly { member_id: string; status: string }[] }>(
      'GET',
      `/v2/images/${id}/members`,
    );
    assert.deepEqual(
      new Map(members.map(({ member_id: member, status }) => [member, status])),
      new Map([
        [second, 'pending'],
        [strangersProject, 'accepted'],
      ]),
    );
    assert.deepEqual([...complaints, ...theirs.complaints], []);
    await Promise.all([context.close(), theirs.context.close()]);
  });

  test(`visibility is changed, and the image deleted, taken back, and deleted for good (${language})`, async () => {
    const name = `seen-${language}`;
    const id = await newImage(api, name, bytes(name));
    const { page, context, complaints } = await openPage(house, `/images/${id}/access`, language);
    await press(page, words.edit);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: words.community }).check();
    await press(dialog, words.save);
    await page.getByText(words.everybody).waitFor();
    const { visibility } = await api.ask<{ visibility: string }>('GET', `/v2/images/${id}`);
    assert.equal(visibility, 'community');

    await press(page, words.delete);
    await press(dialog, words.delete);
    await page.goto(house.address('/images/trash'));
    const row = page.getByRole('row', { name });
    await row.waitFor();
    assert.deepEqual(await barriers(page), []);
    await row.getByRole('button', { name: new RegExp(`^${words.restore}`) }).click();
    await page.getByRole('heading', { name: words.empty }).waitFor();
    await api.ask('DELETE', `/v2/images/${id}`);
    await row.getByRole('button', { name: new RegExp(`^${words.purge}`) }).click();
    await press(dialog, words.purge);
    await page.getByRole('heading', { name: words.empty }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('facts and properties are edited, and nothing is changed that was not touched', async () => {
  const id = await newImage(api, 'edited', bytes('edited'), { os_distro: 'debian' });
  const { page, context, complaints } = await openPage(house, `/images/${id}`, 'en');
  await press(page, 'Edit');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Description').fill('For the bureau');
  await dialog.getByLabel('Tags').fill('desktop, desktop, cad');
  await dialog.getByLabel('Smallest disk').fill('20');
  assert.deepEqual(await barriers(page), []);
  await press(dialog, 'Save');
  await page.getByText('20 GiB').waitFor();
  await press(page, 'Add');
  await dialog.getByLabel('Property').fill('hw_disk_bus');
  await dialog.getByLabel('Value').fill('virtio');
  await press(dialog, 'Save');
  await page.getByRole('row', { name: 'hw_disk_bus' }).getByText('virtio').waitFor();
  await press(page, 'Remove os_distro');
  await press(dialog, 'Remove');
  await page.getByRole('row', { name: 'os_distro' }).waitFor({ state: 'detached' });
  assert.deepEqual(await barriers(page), []);
  const image = await api.ask<Readonly<Record<string, unknown>>>('GET', `/v2/images/${id}`);
  const { name, description, tags, min_disk: minDisk, hw_disk_bus: bus, os_distro: distro } = image;
  assert.deepEqual(
    { name, description, tags: new Set(tags as string[]), minDisk, bus, distro },
    {
      name: 'edited',
      description: 'For the bureau',
      tags: new Set(['desktop', 'cad']),
      minDisk: 20,
      bus: 'virtio',
      distro: undefined,
    },
  );
  assert.deepEqual(complaints, []);
  await context.close();
});

const FAMILY_WORDS = {
  en: {
    versions: 'Versions',
    latest: 'Latest',
    pinned: 'Pinned',
    deprecated: 'Deprecated',
    rollBack: 'Roll back',
    unpin: 'Unpin',
    reason: 'Reason',
    inUse: 'It is in use',
    showUses: 'Show what uses it',
    pins: 'Families that are pinned to it',
    deprecate: 'Deprecate',
    instead: 'Use instead',
    optimize: 'Optimize for deployment',
    layerReady: 'The layer is ready',
    public: 'Public',
    everybodyLists: /^Everybody; it stands/,
  },
  ru: {
    versions: 'Версии',
    latest: 'Последняя',
    pinned: 'Закреплена',
    deprecated: 'Устарела',
    rollBack: 'Откатить',
    unpin: 'Открепить',
    reason: 'Причина',
    inUse: 'Образ используется',
    showUses: 'Показать, что его использует',
    pins: 'Семейства, закреплённые за образом',
    deprecate: 'Пометить устаревшей',
    instead: 'Использовать вместо неё',
    optimize: 'Оптимизировать для развёртывания',
    layerReady: 'Слой готов',
    public: 'Публичный',
    everybodyLists: /^Все; образ есть/,
  },
} as const;

for (const language of ['en', 'ru'] as const) {
  const words = { ...WORDS[language], ...FAMILY_WORDS[language] };

  test(`a family is rolled back, unpinned and deprecated, and what is pinned is not deleted (${language})`, async () => {
    const [v1, v2] = [`v1-${language}`, `v2-${language}`];
    const family = `astra-desktop-${language}`;
    const old = await newImage(api, v1, bytes(v1), { family });
    const latest = await newImage(api, v2, bytes(v2), { family });
    const { page, context, complaints } = await openPage(house, `/images/${latest}/versions`, language);
    const dialog = page.getByRole('dialog');
    await page.getByRole('row', { name: v2 }).getByText(words.latest).waitFor();
    await press(page, words.rollBack);
    await dialog.getByLabel(words.reason).fill('broken sound');
    await press(dialog, words.rollBack);
    await page.getByRole('row', { name: v1 }).getByText(words.pinned).waitFor();
    await page.getByText('broken sound').waitFor();
    assert.deepEqual(await barriers(page), []);

    await page.getByRole('link', { name: v1 }).first().click();
    await page.getByRole('heading', { name: v1, level: 1 }).waitFor();
    await press(page, words.delete);
    await dialog.getByText(words.inUse).waitFor();
    assert.ok(await dialog.getByRole('button', { name: words.delete }).isDisabled());
    await dialog.getByRole('link', { name: words.showUses }).click();
    await page.getByRole('heading', { name: words.pins }).waitFor();
    assert.deepEqual(await barriers(page), []);

    await page.getByRole('link', { name: words.versions, exact: true }).click();
    await press(page, words.unpin);
    await press(dialog, words.unpin);
    await page.getByRole('row', { name: v2 }).getByText(words.latest).waitFor();
    await press(page, `${words.actions}: ${v1}`);
    await page.getByRole('menuitem', { name: words.deprecate }).click();
    await dialog.getByLabel(words.instead).click();
    await page.getByRole('option', { name: v2 }).click();
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    assert.deepEqual(await barriers(page), []);
    await press(dialog, words.save);
    await page.getByRole('row', { name: v1 }).getByText(words.deprecated).waitFor();
    const { state, replacementId } = await api.ask<{ state: string; replacementId: string }>(
      'GET',
      `/api/v1/images/${old}/deprecation`,
    );
    assert.deepEqual([state, replacementId], ['DEPRECATED', latest]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test(`an image is optimized and made public; others see it, and can neither change nor delete it (${language})`, async () => {
    const name = `public-${language}`;
    const id = await newImage(api, name, bytes(name));
    const { page, context, complaints } = await openPage(house, `/images/${id}`, language);
    const dialog = page.getByRole('dialog');
    await page.getByText(words.optimize, { exact: true }).click();
    await page.getByText(words.layerReady).waitFor();
    await page.goto(house.address(`/images/${id}/access`));
    await press(page, words.edit);
    await dialog.getByRole('radio', { name: words.public }).check();
    await press(dialog, words.save);
    await page.getByText(words.everybodyLists).waitFor();

    const theirs = await openPage(house, '/images', language, { user: stranger });
    await theirs.page.getByRole('link', { name }).click();
    await theirs.page.getByRole('heading', { name, level: 1 }).waitFor();
    assert.deepEqual(await barriers(theirs.page), []);
    for (const action of [words.edit, words.delete]) {
      assert.ok(await theirs.page.getByRole('button', { name: action, exact: true }).isDisabled(), action);
    }
    assert.deepEqual([...complaints, ...theirs.complaints], []);
    await Promise.all([context.close(), theirs.context.close()]);
  });
}

test('a guest is checked, compared and exported, each told when it is done', { timeout: 120_000 }, async () => {
  const guest = await newImage(api, 'guest', await tinyGuest());
  const { page, context, complaints } = await openPage(house, `/images/${guest}/checks`, 'ru');
  const dialog = page.getByRole('dialog');
  await press(page, 'Проверить');
  await dialog.getByRole('checkbox', { name: /H3C/ }).first().uncheck();
  await press(dialog, 'Проверить');
  await page.getByRole('heading', { name: /^Отчёт от/ }).waitFor();
  await page.getByText('Что сделать:').first().waitFor();
  assert.deepEqual(await barriers(page), []);

  const other = await newImage(api, 'other', bytes('other'));
  await page.goto(house.address(`/images/${other}/compare`));
  await page.getByLabel('Сравнить с').click();
  await page.getByRole('option', { name: /guest/ }).click();
  await press(page, 'Сравнить');
  await page.getByText(/^Отличается/).waitFor();
  assert.deepEqual(await barriers(page), []);

  await page.goto(house.address(`/images/${other}/download`));
  const row = page.getByRole('row', { name: 'QCOW2, сжатый zstd' });
  await press(row, 'Подготовить');
  await row.getByText(/^[0-9a-f]{64}$/).waitFor();
  assert.deepEqual(await barriers(page), []);
  const download = page.waitForEvent('download');
  await row.getByRole('link', { name: /^Скачать/ }).click();
  assert.match((await download).suggestedFilename(), /^other\.qcow2$/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('every page has its line in the list of those that are looked at', async () => {
  const { page, context } = await openPage(house, '/images', 'en');
  assert.deepEqual(unlisted(await routesOf(page)), []);
  await context.close();
});
