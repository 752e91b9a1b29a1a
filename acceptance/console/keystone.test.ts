import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startKeystone, type Keystone } from '@ingot/judges';
import { startService, type Service } from '../service.ts';
import { barriers } from './accessibility.ts';
import { startBrowser, type Browser } from './browser.ts';
import { signIn } from './house.ts';

/** The console where a real Keystone keeps the users. */
const ANNA = { OS_USERNAME: 'anna', OS_PASSWORD: 'of anna' };

let directory: string;
let keystone: Keystone;
let service: Service;
let browser: Browser;
let anna: string;

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-console-keystone-'));
  keystone = await startKeystone(directory);
  const roles = new Map<string, string>();
  for (const name of ['service', 'member', 'admin']) roles.set(name, await roleNamed(name));
  const give = (user: string, project: string, role: string): Promise<unknown> =>
    keystone.ask('PUT', `/projects/${project}/users/${user}/roles/${roles.get(role) ?? ''}`);
  await give(await made('user', 'ingot', { password: 'secret' }), await made('project', 'service'), 'service');
  anna = await made('user', 'anna', { password: ANNA.OS_PASSWORD });
  for (const project of ['alpha', 'beta']) {
    const id = await made('project', project);
    await give(anna, id, 'member');
    if (project === 'beta') await give(anna, id, 'admin');
  }
  const password = path.join(directory, 'password');
  await writeFile(password, 'secret\n');
  const settings = {
    'identity.provider': 'keystone',
    'identity.keystone.url': keystone.url,
    'identity.keystone.password-file': password,
    'identity.keystone.revocation-interval': '1s',
    // The machine may be busy with everything else.
    'identity.keystone.timeout': '30s',
  };
  service = await startService({
    data: path.join(directory, 'data'),
    settings: Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]),
  });
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
  await service.stop();
  await keystone.stop();
  await rm(directory, { recursive: true });
});

async function made(kind: 'user' | 'project' | 'role', name: string, more: object = {}): Promise<string> {
  const answer = await keystone.ask('POST', `/${kind}s`, { [kind]: { name, ...more } });
  return (answer[kind] as { id: string }).id;
}

async function roleNamed(name: string): Promise<string> {
  const [known] = (await keystone.ask('GET', `/roles?name=${name}`))['roles'] as { id: string }[];
  return known?.id ?? made('role', name);
}

test('somebody of Keystone signs in, changes the project, and is asked to sign in again once he may not go on', async () => {
  const { page, complaints } = await browser.open();
  await page.goto(`${service.base}/console/account`);
  await signIn(page, { ...ANNA, OS_PASSWORD: 'not hers' }, 'en');
  await page.getByText('The name or the password is wrong.').waitFor();
  await signIn(page, ANNA, 'en');

  await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
  await page.getByText(`Its address: ${keystone.url}`).waitFor();
  assert.equal(await page.getByRole('button', { name: /password|create/i }).count(), 0);
  assert.deepEqual(await barriers(page), []);

  const switcher = (name: string) => page.getByRole('button', { name: `Project ${name}` });
  const [from, to] = (await switcher('alpha').count()) === 1 ? ['alpha', 'beta'] : ['beta', 'alpha'];
  await switcher(from).click();
  await page.getByRole('menuitem', { name: to }).click();
  await switcher(to).waitFor();
  await page.getByRole('heading', { name: 'Images', level: 1 }).waitFor();
  if (to === 'alpha') {
    await switcher('alpha').click();
    await page.getByRole('menuitem', { name: 'beta' }).click();
    await switcher('beta').waitFor();
  }

  // She administers there.
  for (const place of ['projects', 'users']) {
    await page.goto(`${service.base}/console/administration/${place}`);
    await page.getByText('Users and projects are kept in Keystone').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Create' }).count(), 0);
  }

  await page.goto(`${service.base}/console/disks`);
  await page.getByRole('heading', { name: 'Disks', level: 1 }).waitFor();
  await keystone.ask('PATCH', `/users/${anna}`, { user: { enabled: false } });
  while ((await page.context().request.get(`${service.base}/v2/images`)).ok()) await delay(100);
  await page.getByRole('link', { name: 'Snapshots' }).click();
  await page.getByText('Your session has ended.').waitFor();
  await keystone.ask('PATCH', `/users/${anna}`, { user: { enabled: true } });
  await signIn(page, ANNA, 'en');
  await page.getByRole('heading', { name: 'Snapshots', level: 1 }).waitFor();
  assert.deepEqual(complaints, []);
});
