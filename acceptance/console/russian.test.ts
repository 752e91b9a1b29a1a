import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { tinyGuest } from '../tiny-guest.ts';
import { openHouse, openPage, signIn, type House } from './house.ts';
import { latinSentences } from './latin-sentences.ts';

/** What the service itself says, where things fail, are cancelled or refused, in the Russian console. */
let house: House;
let api: JsonApi;
before(async () => {
  house = await openHouse();
  api = await jsonApi(house.service.administrator);
});
after(() => house.close());

interface Work {
  readonly id: string;
  readonly status: string;
}

const OVER: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

async function settled(path: string): Promise<void> {
  while (!OVER.has((await api.ask<Work>('GET', path)).status)) await delay(100);
}

async function disk(name: string, bytes: Buffer): Promise<string> {
  const { id } = await api.ask<Work>('POST', '/v2/images', { name, disk_format: 'raw', container_format: 'bare' });
  await api.upload(id, new Blob([bytes]));
  return id;
}

test('reasons of what failed, was cancelled and was refused are Russian', async () => {
  const image = await disk('пустой диск', Buffer.alloc(2 ** 20));
  const other = await disk('другой диск', Buffer.alloc(2 ** 20, 1));
  const report = await api.ask<Work>('POST', `/api/v1/images/${image}/reports`, { profiles: ['vk-cloud-desktop'] });
  const diff = await api.ask<Work>('POST', `/api/v1/images/${image}/diffs`, { with: other });
  const copy = await api.ask<Work>('POST', `/api/v1/images/${image}/prepare`, {});
  for (const work of [`reports/${report.id}`, `diffs/${diff.id}`, `preparations/${copy.id}`]) {
    await settled(`/api/v1/${work}`);
  }
  const broken = await api.ask<Work>('POST', '/v2/images', {
    name: 'повреждённый',
    disk_format: 'qcow2',
    container_format: 'bare',
  });
  await fetch(`${house.images.endpoint}/v2/images/${broken.id}/stage`, {
    method: 'PUT',
    body: Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), Buffer.alloc(4096)]),
    headers: { 'X-Auth-Token': house.images.token, 'Content-Type': 'application/octet-stream' },
  });
  await api.ask('POST', `/v2/images/${broken.id}/import`, { method: { name: 'glance-direct' } });

  const { page, complaints } = await house.browser.open({ language: 'ru' });
  await page.goto(house.address('/activity'));
  await signIn(page, house.service.administrator, 'ru');
  await page.getByText('На диске не нашлось системы Linux').first().waitFor();
  await page.getByText('Версия заголовка qcow2 — 0').first().waitFor();
  await page.getByText(/^(Не пройдено|Неизвестно): vk-cloud-desktop\.$/).waitFor();
  assert.deepEqual(await latinSentences(page), []);

  await page.goto(house.address(`/images/${image}/checks/${report.id}`));
  await page.getByText('На диске не найдено операционной системы.').first().waitFor();
  assert.deepEqual(await latinSentences(page), []);

  for (const place of ['/images', `/images/${image}/compare?diff=${diff.id}`, '/overview', '/activity/audit']) {
    await page.goto(house.address(place));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await latinSentences(page), [], place);
  }

  await page.goto(house.address('/images/pools'));
  await page.getByRole('button', { name: 'Создать' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Имя').fill('основной');
  await dialog.getByRole('textbox', { name: 'Путь' }).fill('/there/is/none');
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await dialog.getByText(/На узле сервиса нет каталога \/there\/is\/none/).waitFor();
  assert.deepEqual(await latinSentences(page), []);

  assert.deepEqual(complaints, []);

  await page.goto(house.address('/images/00000000-0000-4000-8000-000000000000'));
  await page.getByText(/Образ 00000000-0000-4000-8000-000000000000 не найден/).waitFor();
  assert.deepEqual(await latinSentences(page), []);
});

test('what does not fit a schema is told in Russian', async () => {
  const { page, complaints } = await openPage(house, '/images/recipes', 'ru');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Создать' }).click();
  await dialog.getByLabel('Имя').fill('рецепт');
  const create = dialog.getByRole('button', { name: 'Создать' });
  const refusals = {
    'recipe: 1': 'Это не рецепт, /: не хватает: steps, publish.',
    '{recipe: 1, steps: 5, publish: {name: a}}': 'Это не рецепт, /steps: нужно: список.',
    '{recipe: 1, steps: [], publish: {name: a}, clean: 5}': 'Это не рецепт, /clean: нужно: true или false или объект.',
    '{recipe: 1, steps: [{reboot: true, script: a}], publish: {name: a}}':
      'Это не рецепт, /steps/0: лишнее: указано сразу script, reboot.',
    '{recipe: 1, steps: [], publish: {name: a, held: true}}':
      'Это не рецепт, /publish/held: указывают вместе с family.',
  };
  for (const [document, refusal] of Object.entries(refusals)) {
    await dialog.getByRole('textbox', { name: 'Рецепт' }).fill(document);
    await create.click();
    await dialog.getByText(refusal, { exact: true }).waitFor();
  }
  await dialog.getByRole('textbox', { name: 'Рецепт' }).fill('recipe: 1\n'.repeat(2));
  await dialog.getByLabel('Имя').fill('р'.repeat(300));
  await create.click();
  await dialog.getByText(/^Ошибка в запросе, body\/name: знаков больше \d+\.$/).waitFor();
  assert.deepEqual(complaints, []);
});

test('a log has the sentences of the service in Russian, and what the guest prints as it is', async () => {
  await house.images.upload((await house.images.create('guest')).id, [await readFile(await tinyGuest())]);
  const base = (await house.images.list()).find(({ name }) => name === 'guest')?.id;
  const steps = [{ upload: { to: '/opt/a', content: 'ab' } }, { script: 'echo It was cancelled.; exit 3' }];
  const document = JSON.stringify({ recipe: 1, steps, publish: { name: 'built' } });
  const { id } = await api.ask<Work>('POST', '/api/v1/recipe-runs', { document, base: { image: base } });
  await settled(`/api/v1/recipe-runs/${id}`);
  const { page, complaints } = await openPage(house, `/images/recipes/runs/${id}`, 'ru');
  const log = (name: string) => page.getByRole('textbox', { name });
  await log('Журнал шага «Сценарий»').waitFor();
  assert.equal(await log('Журнал шага «Сценарий»').inputValue(), 'It was cancelled.\nКод завершения: 3.\n');
  await page.getByRole('button', { name: 'Передать файл /opt/a' }).click();
  assert.equal(await log('Журнал шага «Передать файл /opt/a»').inputValue(), 'В /opt/a записано байт: 2.\n');
  assert.deepEqual(complaints, []);
});
