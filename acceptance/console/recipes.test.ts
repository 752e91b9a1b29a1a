import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers } from './accessibility.ts';
import { openHouse, signIn, type House } from './house.ts';
import { turnOn } from './turn-on.ts';

/** Recipes in the console: written, changed, run and cancelled. What a run does in a guest is tested with recipes themselves. */
let house: House;
before(async () => {
  house = await openHouse();
  const { id } = await house.images.create('base');
  await house.images.upload(id, [Buffer.alloc(2 ** 20, 'base')]);
});
after(() => house.close());

const WORDS = {
  en: {
    none: 'No recipes yet',
    create: 'Create',
    name: 'Name',
    document: 'Recipe',
    save: 'Save as the next revision',
    second: 'Text, revision 2',
    run: 'Run',
    refused: /debian-12/,
    otherBase: 'Build on another image',
    base: 'Base',
    secret: 'Secret',
    variableName: 'Name 1',
    variableValue: 'Value 1',
    cancel: 'Cancel the run',
    cancelled: 'Cancelled',
    step: /Say who built it/,
    delete: 'Delete',
  },
  ru: {
    none: 'Рецептов пока нет',
    create: 'Создать',
    name: 'Имя',
    document: 'Рецепт',
    save: 'Сохранить новую редакцию',
    second: 'Текст, редакция 2',
    run: 'Запустить',
    refused: /debian-12/,
    otherBase: 'Собрать на другом образе',
    base: 'Основа',
    secret: 'Секрет',
    variableName: 'Имя 1',
    variableValue: 'Значение 1',
    cancel: 'Отменить запуск',
    cancelled: 'Отменён',
    step: /Say who built it/,
    delete: 'Удалить',
  },
} as const;

for (const language of ['en', 'ru'] as const) {
  test(`a recipe is written, changed, run and cancelled (${language})`, async () => {
    const words = WORDS[language];
    const { page, complaints, context } = await house.browser.open({ language });
    const dialog = page.getByRole('dialog');
    await page.goto(house.address('/images/recipes'));
    await signIn(page, house.service.administrator, language);
    await page.getByRole('heading', { name: words.none }).waitFor();
    await page.getByRole('button', { name: words.create }).click();
    await dialog.getByLabel(words.name).fill('server');
    assert.deepEqual(await barriers(page), []);
    await dialog.getByRole('button', { name: words.create }).click();
    await page.getByRole('heading', { name: 'server', level: 1 }).waitFor();

    const text = page.getByRole('textbox', { name: words.document });
    await text.fill((await text.inputValue()).replace('contact:', 'key: {secret: true}\n  contact:'));
    await page.getByRole('button', { name: words.save }).click();
    await page.getByRole('heading', { name: words.second }).waitFor();
    assert.deepEqual(await barriers(page), []);

    await page.getByRole('button', { name: words.run, exact: true }).click();
    await dialog.getByRole('button', { name: words.secret }).click();
    await dialog.getByLabel(words.variableName, { exact: true }).fill('key');
    await dialog.getByLabel(words.variableValue, { exact: true }).fill('opens sesame');
    await dialog.getByRole('button', { name: words.run, exact: true }).click();
    // The family that the recipe builds on is not there.
    await dialog.getByText(words.refused).waitFor();
    await turnOn(dialog, words.otherBase);
    await dialog.getByRole('combobox', { name: words.base }).click();
    await page.getByRole('option', { name: 'base' }).click();
    await dialog.getByRole('button', { name: words.run, exact: true }).click();

    await page.getByRole('button', { name: words.cancel }).click();
    await page.getByText(words.cancelled, { exact: true }).waitFor();
    await page.getByRole('button', { name: words.step }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await page.getByRole('link', { name: 'server' }).click();
    await page.getByRole('row').getByText(words.cancelled, { exact: true }).waitFor();
    await page.getByRole('button', { name: words.delete }).click();
    await dialog.getByRole('button', { name: words.delete }).click();
    await page.getByRole('heading', { name: words.none }).waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
