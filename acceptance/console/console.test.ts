import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers } from './accessibility.ts';
import { openHouse, signIn, type House } from './house.ts';

/** The console as people meet it: a real Chromium before a real service, by the roles that a screen reader reads. */
let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const WORDS = {
  en: { images: 'Images', ready: 'Ready', name: 'Name', delete: 'Delete', gone: /is in the trash/, wrong: /is wrong/ },
  ru: { images: 'Образы', ready: 'Готов', name: 'Имя', delete: 'Удалить', gone: /в корзине/, wrong: /Неверное имя/ },
} as const;

for (const language of ['en', 'ru'] as const) {
  const words = WORDS[language];

  test(`somebody signs in, finds an image, and deletes it (${language})`, async () => {
    const { images, service, browser } = house;
    const { id } = await images.create(`desktop-${language}`);
    await images.upload(id, [Buffer.alloc(5_000_000, language)]);
    await images.create(`other-${language}`);
    const { page, complaints } = await browser.open({ language });
    await page.goto(house.address(`/images?status=active`));
    await signIn(page, { ...service.administrator, OS_PASSWORD: 'wrong' }, language);
    await page.getByText(words.wrong).waitFor();
    await signIn(page, service.administrator, language);

    // Back to where he was going, filter included.
    await page.getByRole('heading', { name: words.images, level: 1 }).waitFor();
    const row = page.getByRole('row', { name: `desktop-${language}` });
    await row.getByText(words.ready).waitFor();
    assert.equal(await page.getByRole('link', { name: /^other/ }).count(), 0);
    assert.deepEqual(await barriers(page), []);

    await row.getByRole('link', { name: `desktop-${language}` }).click();
    await page.getByRole('heading', { name: `desktop-${language}`, level: 1 }).waitFor();
    await page.getByText(id).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('button', { name: words.delete }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.delete }).click();
    await page.getByText(words.gone).waitFor();
    assert.equal((await images.list()).filter((image) => image.id === id).length, 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
}

test('two people see each other’s changes without doing anything', async () => {
  const windows = await Promise.all([house.browser.open(), house.browser.open({ language: 'ru' })]);
  for (const [at, { page }] of windows.entries()) {
    await page.goto(house.address());
    await signIn(page, house.service.administrator, at === 0 ? 'en' : 'ru');
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  const { id } = await house.images.create('appears');
  for (const { page } of windows) await page.getByRole('link', { name: 'appears' }).waitFor();
  const [one, other] = windows;
  await one?.page.getByRole('link', { name: 'appears' }).click();
  await one?.page.getByRole('button', { name: 'Delete' }).click();
  await one?.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await other?.page.getByRole('link', { name: 'appears' }).waitFor({ state: 'detached' });
  assert.equal((await house.images.list()).filter((image) => image.id === id).length, 0);
  for (const { context } of windows) await context.close();
});

test('a link to the page of signing in sends nobody elsewhere', async () => {
  const { page, context } = await house.browser.open();
  await page.goto(house.address(`/sign-in?from=${encodeURIComponent('//evil.example/')}`));
  await signIn(page, house.service.administrator, 'en');
  await page.getByRole('heading', { name: 'Images', level: 1 }).waitFor();
  assert.equal(new URL(page.url()).origin, house.service.base);
  await context.close();
});

test('the first screen is at most 250 KiB of script, compressed', async () => {
  const { page, context } = await house.browser.open();
  let scripts = 0;
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) scripts += Number(response.headers()['content-length']);
  });
  await page.goto(house.address());
  await signIn(page, house.service.administrator, 'en');
  await page.getByRole('heading', { name: 'Images', level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.ok(scripts > 0 && scripts <= 250 * 1024, `${scripts} bytes`);
  await context.close();
});
