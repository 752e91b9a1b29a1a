import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { diskHash } from '../disk-hash.ts';
import { ingotOf } from '../ingot.ts';
import { jsonApi, type JsonApi } from '../json-api.ts';
import { judgeArtefact } from '../judge-artefact.ts';
import { sitBefore } from '../screen-window.ts';
import { listenTo } from '../serial-log.ts';
import { softwareDisc } from '../software-disc.ts';
import { guestFile, PATH_GUEST } from '../path-guest.ts';
import { installByHand } from '../typed-by-hand.ts';
import { barriers } from './accessibility.ts';
import type { Window } from './browser.ts';
import { openHouse, signIn, type House } from './house.ts';
import { turnOn } from './turn-on.ts';

/** Milliseconds: guests are emulated, on a machine that does other things too. */
const PATIENCE = 300_000;

/**
 * What an administrator does in the browser to publish a desktop image: a VM is created, a package is installed at its
 * screen, it is shut down, cloned, and converted; files of both boot.
 */
let house: House;
let api: JsonApi;
let window: Window;
let pool: string;

interface Machine {
  readonly id: string;
  readonly status: string;
  readonly updatedAt: string;
  readonly disks: readonly { readonly volumeId: string }[];
}

before(async () => {
  house = await openHouse();
  api = await jsonApi(house.service.administrator);
  pool = path.join(house.directory, 'pool');
  await mkdir(pool, { mode: 0o755 });
  await api.ask('POST', '/api/v1/image-pools', { name: 'office', place: { kind: 'directory', path: pool } });
  await api.ask('POST', '/api/v1/flavors', { name: 'small', vcpus: 1, memoryMib: PATH_GUEST.memory });
  // With an agent, by which it is shut down at once.
  await upload('system', 'raw', await guestFile(), { hw_qemu_guest_agent: 'yes' });
  await upload('software', 'iso', await softwareDisc(house.directory));
  window = await house.browser.open({ language: 'ru' });
  window.page.setDefaultTimeout(PATIENCE);
  await window.page.goto(house.address('/images/source-vms'));
  await signIn(window.page, house.service.administrator, 'ru');
});
after(async () => {
  // A guest outlives its service, also where a test has failed.
  for (const { id } of await machines()) await api.ask('DELETE', `/api/v1/machines/${id}`);
  while ((await machines()).length > 0) await delay(100);
  await house.close();
});

async function upload(name: string, format: string, file: string, more: object = {}): Promise<void> {
  const about = { name, disk_format: format, container_format: 'bare', ...more };
  const { id } = await api.ask<{ id: string }>('POST', '/v2/images', about);
  await api.upload(id, file);
}

async function machines(): Promise<readonly Machine[]> {
  return (await api.ask<{ machines: readonly Machine[] }>('GET', '/api/v1/machines')).machines;
}

async function source(): Promise<Machine> {
  const [machine] = await machines();
  return machine ?? assert.fail('the VM is gone');
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

test('a VM is created from an image, and runs', async () => {
  const { page } = window;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Создать' }).click();
  await dialog.getByLabel('Имя').fill('source');
  await choose(page, 'Образ', 'system');
  await choose(page, 'Тип образа', 'VDI');
  await choose(page, 'Система', 'Linux');
  await choose(page, 'Конфигурация', 'small');
  await dialog.getByRole('button', { name: 'Дополнительные параметры' }).click();
  await dialog.getByLabel('Пользовательские данные').fill(PATH_GUEST.userData);
  assert.deepEqual(await barriers(page), []);
  await turnOn(dialog, 'Запустить после создания');
  await dialog.getByRole('button', { name: 'Создать' }).click();
  await page.getByRole('heading', { name: 'source', level: 1 }).waitFor();
  await page.getByText('Работает', { exact: true }).waitFor();
});

test('a package is installed at its screen, from a disc that is put in', async () => {
  const { page } = window;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Действия: source' }).click();
  await page.getByRole('menuitem', { name: 'Подключить ISO' }).click();
  await choose(page, 'Образ ISO', 'software');
  await dialog.getByRole('button', { name: 'Подключить', exact: true }).click();
  await page.getByRole('link', { name: 'software' }).waitFor();

  await page.getByRole('button', { name: 'Показать экран' }).click();
  const shown = await page.waitForSelector('iframe[title="Экран source"]');
  const frame = (await shown.contentFrame()) ?? assert.fail('a screen is a page of its own');
  const heard = await listenTo(house.service, (await source()).id);
  assert.ok(await heard(PATH_GUEST.ready, PATH_GUEST.comesUpMs), 'the system did not come up');
  await installByHand(await sitBefore(page, frame), heard, PATH_GUEST);
});

test('it is shut down and cloned to QCOW2 with a snapshot, as a version that waits, and stays', async () => {
  const { page } = window;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Завершить работу' }).click();
  await page.getByText('Остановлена', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Клонировать' }).click();
  await dialog.getByLabel('Имя', { exact: true }).fill('cloned');
  await dialog.getByRole('radio', { name: 'QCOW2' }).check();
  await choose(page, 'Пул образов', 'office');
  await turnOn(dialog, 'Создать снимок после клонирования');
  await dialog.getByLabel('Имя снимка').fill('after');
  await dialog.getByRole('button', { name: 'Дополнительные параметры' }).click();
  await dialog.getByLabel('Семейство').fill('office');
  await turnOn(dialog, 'Пока не делать последней версией');
  assert.deepEqual(await barriers(page), []);
  await dialog.getByRole('button', { name: 'ОК', exact: true }).click();
  const cloned = page.getByRole('row', { name: 'cloned' });
  await cloned.getByText('Клонирование').waitFor();
  await cloned.getByText('Готово', { exact: true }).waitFor();
  await page.getByRole('row', { name: 'after' }).getByText('Готов', { exact: true }).waitFor();
  await page.getByText('Остановлена', { exact: true }).waitFor();
  assert.deepEqual(await barriers(page), []);
  const { images } = await api.ask<{ images: readonly Record<string, unknown>[] }>('GET', '/v2/images?name=cloned');
  assert.partialDeepStrictEqual(images, [{ status: 'active', family: 'office', ingot_release: 'held' }]);
});

test('a conversion that fails says why, and leaves the VM as it was', async () => {
  const { page } = window;
  const dialog = page.getByRole('dialog');
  const untouched = await source();
  const disk = path.join(house.service.data, 'volumes/disks', `${untouched.disks[0]?.volumeId}.qcow2`);
  const content = await diskHash(disk);
  await page.getByRole('button', { name: 'Преобразовать' }).click();
  await dialog.getByLabel('Имя', { exact: true }).fill('refused');
  await choose(page, 'Пул образов', 'office');
  await dialog.getByRole('button', { name: 'Дополнительные параметры' }).click();
  // The profile of its type stands there already.
  await dialog.getByRole('combobox', { name: 'Профиль соответствия' }).getByText('VK Cloud').waitFor();
  await turnOn(dialog, 'Публиковать только при успешной проверке');
  await dialog.getByRole('button', { name: 'ОК', exact: true }).click();
  const failed = page.getByRole('row').filter({ hasText: 'Преобразование' });
  await failed.getByText('Ошибка', { exact: true }).waitFor();
  await page.getByText('Последняя публикация не удалась').waitFor();
  await page
    .getByText(/vk-cloud-desktop/)
    .first()
    .waitFor();
  await page.getByText('Остановлена', { exact: true }).waitFor();
  const { updatedAt } = untouched;
  assert.deepEqual({ ...(await source()), updatedAt }, untouched);
  assert.equal(await diskHash(disk), content);
});

test('it is converted to VHD, and is gone; files of both boot, with the package', async () => {
  const { page, complaints, context } = window;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Преобразовать' }).click();
  await dialog.getByLabel('Имя', { exact: true }).fill('converted');
  await dialog.getByRole('radio', { name: 'VHD' }).check();
  await choose(page, 'Пул образов', 'office');
  await dialog.getByRole('button', { name: 'ОК', exact: true }).click();
  await page.getByRole('heading', { name: 'source больше нет' }).waitFor();
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('link', { name: 'Исходные ВМ' }).last().click();
  await page.getByRole('heading', { name: 'Исходных ВМ пока нет' }).waitFor();
  await page.getByRole('link', { name: 'Образы рабочих столов' }).click();
  for (const name of ['cloned', 'converted']) await page.getByRole('row', { name }).getByText('Готов').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();

  const files = (await readdir(pool)).filter((name) => name !== '.ingot-pool');
  assert.deepEqual(files.map((name) => path.extname(name)).toSorted(), ['.qcow2', '.vhd']);
  const ingot = ingotOf(house.directory, house.service.administrator);
  await Promise.all(files.map((name) => judgeArtefact(path.join(pool, name), ingot)));
});
