import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers } from './accessibility.ts';
import { openHouse, signIn, type House } from './house.ts';

/** What administrators do at the console, and what is kept of what everybody does. */
let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const WORDS = {
  en: {
    administration: 'Administration',
    create: 'Create',
    save: 'Save',
    name: 'Name',
    password: 'Password',
    roles: 'Roles',
    roleOf: (name: string) => `Roles of ${name}`,
    project: 'Project',
    role: 'Role',
    give: 'Give the role',
    close: 'Close',
    quotas: 'Quotas',
    images: 'Images',
    limit: /7/,
    actions: (name: string) => `Actions: ${name}`,
    refused: 'For administrators',
    storage: 'Storage',
    dryRun: 'What would be freed',
    start: 'Start',
    done: 'Done',
    sound: 'Everything is sound',
    audit: 'Audit log',
    createProject: 'Create: project',
    operations: 'Operations',
    allProjects: 'All projects',
    collection: 'Freeing space in the store',
    activity: 'Activity',
  },
  ru: {
    administration: 'Администрирование',
    create: 'Создать',
    save: 'Сохранить',
    name: 'Имя',
    password: 'Пароль',
    roles: 'Роли',
    roleOf: (name: string) => `Роли пользователя ${name}`,
    project: 'Проект',
    role: 'Роль',
    give: 'Выдать роль',
    close: 'Закрыть',
    quotas: 'Квоты',
    images: 'Образы',
    limit: /7/,
    actions: (name: string) => `Действия: ${name}`,
    refused: 'Для администраторов',
    storage: 'Хранилище',
    dryRun: 'Что можно освободить',
    start: 'Запустить',
    done: 'Завершено',
    sound: 'Повреждений нет',
    audit: 'Журнал аудита',
    createProject: 'Создание: проект',
    operations: 'Операции',
    allProjects: 'Все проекты',
    collection: 'Освобождение места в хранилище',
    activity: 'Активность',
  },
} as const;

for (const language of ['en', 'ru'] as const) {
  const words = WORDS[language];
  const project = `school-${language}`;
  const user = `anna-${language}`;
  const password = `opens sesame ${language}`;

  test(`an administrator makes a project and a user, who works in it and administers nothing (${language})`, async () => {
    const { page, context, complaints } = await house.browser.open({ language });
    await page.goto(house.address('/administration'));
    await signIn(page, house.service.administrator, language);
    const dialog = page.getByRole('dialog');

    await page.getByRole('button', { name: words.create }).click();
    await dialog.getByLabel(words.name).fill(project);
    await dialog.getByRole('button', { name: words.create }).click();
    await page.getByRole('row', { name: project }).waitFor();
    assert.deepEqual(await barriers(page), []);

    await page.getByRole('button', { name: words.actions(project) }).click();
    await page.getByRole('menuitem', { name: words.quotas }).click();
    await dialog.getByLabel(words.images, { exact: true }).fill('7');
    await dialog.getByRole('button', { name: words.save }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.goto(house.address('/administration/users'));
    await page.getByRole('button', { name: words.create }).click();
    await dialog.getByLabel(words.name).fill(user);
    await dialog.getByLabel(words.password, { exact: true }).fill(password);
    await dialog.getByRole('button', { name: words.create }).click();
    await page.getByRole('button', { name: words.actions(user) }).click();
    await page.getByRole('menuitem', { name: words.roles }).click();
    await page.getByRole('dialog', { name: words.roleOf(user) }).waitFor();
    await dialog.getByLabel(words.project).click();
    await page.getByRole('option', { name: project }).click();
    await dialog.getByLabel(words.role, { exact: true }).click();
    await page.getByRole('option', { name: 'member' }).click();
    await dialog.getByRole('button', { name: words.give }).click();
    await dialog.getByRole('listitem').getByText(project).waitFor();
    await dialog.getByRole('button', { name: words.close }).last().click();
    assert.deepEqual(await barriers(page), []);

    await page.goto(house.address('/activity/audit'));
    const row = page.getByRole('row', { name: words.createProject });
    await row.getByRole('button', { name: project }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await context.close();

    const other = await house.browser.open({ language });
    await other.page.goto(house.address('/administration/users'));
    await signIn(other.page, { OS_USERNAME: user, OS_PASSWORD: password }, language);
    await other.page.getByText(words.refused).waitFor();
    assert.equal(await other.page.getByRole('link', { name: words.administration }).count(), 0);
    await other.page.goto(house.address('/account'));
    await other.page.getByRole('button', { name: words.create }).click();
    await other.page.getByRole('dialog').getByLabel(words.name).fill('terraform');
    await other.page.getByRole('dialog').getByRole('button', { name: words.create }).click();
    const file = other.page.getByRole('dialog').getByLabel('openrc', { exact: true });
    assert.match(await file.inputValue(), /OS_APPLICATION_CREDENTIAL_SECRET=\S+/);
    assert.deepEqual(await barriers(other.page), []);
    await other.page.getByRole('dialog').getByRole('button', { name: words.close }).last().click();
    await other.page.getByRole('row', { name: 'terraform' }).waitFor();
    assert.deepEqual(await barriers(other.page), []);
    assert.deepEqual([...complaints, ...other.complaints], []);
    await other.context.close();
  });

  test(`an administrator looks after the store, and sees what goes on (${language})`, async () => {
    const { page, context, complaints } = await house.browser.open({ language });
    await page.goto(house.address('/administration/storage'));
    await signIn(page, house.service.administrator, language);
    await page.getByText(words.sound).waitFor();
    await page.getByRole('button', { name: words.dryRun, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.start }).click();
    await page.getByRole('row', { name: words.dryRun }).first().getByText(words.done).waitFor();
    assert.deepEqual(await barriers(page), []);

    await page.goto(house.address('/activity'));
    await page.getByRole('heading', { name: words.operations, level: 1 }).waitFor();
    await page.getByText(words.allProjects).click();
    await page.getByRole('row', { name: words.collection }).first().waitFor();
    assert.deepEqual(await barriers(page), []);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
