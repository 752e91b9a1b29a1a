import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { CommandError } from '../command/failure.ts';
import { accountIn, outsideValues } from './access.ts';

const OPENRC = {
  OS_AUTH_URL: 'http://h/identity/v3/',
  OS_USERNAME: 'ann',
  OS_PASSWORD: 'open',
  OS_USER_DOMAIN_NAME: 'users',
  OS_PROJECT_NAME: 'work',
  OS_PROJECT_DOMAIN_ID: 'd1',
};

/** Who the variables say that somebody is. */
async function accountFrom(environment: Record<string, string>) {
  const values = await outsideValues({}, { environment, home: '/nonexistent', directory: '/nonexistent' });
  return values && accountIn(values);
}

test('an openrc with a password', async () => {
  assert.deepEqual(await accountFrom(OPENRC), {
    identityUrl: 'http://h/identity/v3',
    credentials: {
      kind: 'password',
      user: { name: 'ann', domain: { name: 'users' } },
      password: 'open',
      project: { name: 'work', domain: { id: 'd1' } },
    },
    caFile: null,
  });
});

test('an openrc with an application credential, or a token', async () => {
  const base = { OS_AUTH_URL: 'http://h/identity', OS_CACERT: '/ca.pem' };
  const credential = {
    ...base,
    OS_AUTH_TYPE: 'v3applicationcredential',
    OS_APPLICATION_CREDENTIAL_ID: 'c',
    OS_APPLICATION_CREDENTIAL_SECRET: 's',
  };
  assert.deepEqual(await accountFrom(credential), {
    identityUrl: 'http://h/identity/v3',
    credentials: { kind: 'application-credential', id: 'c', secret: 's' },
    caFile: '/ca.pem',
  });
  const token = await accountFrom({ ...base, OS_AUTH_TYPE: 'v3token', OS_TOKEN: 't', OS_PROJECT_ID: 'p' });
  assert.deepEqual(token?.credentials, { kind: 'token', token: 't', project: { id: 'p' } });
});

test('without variables there is nobody; with half of them the missing one is named', async () => {
  assert.equal(await accountFrom({}), null);
  const { OS_PASSWORD: _password, ...half } = OPENRC;
  await assert.rejects(accountFrom(half), (error) => {
    assert.ok(error instanceof CommandError);
    assert.deepEqual(error.told.values, { name: 'password', variable: 'OS_PASSWORD' });
    return true;
  });
});

test('a cloud of clouds.yaml, its secret beside it', async (context) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'ingot-clouds-'));
  context.after(() => rm(directory, { recursive: true }));
  await writeFile(
    path.join(directory, 'clouds.yaml'),
    'clouds:\n  home:\n    auth: {auth_url: "http://h/v3", username: ann, project_id: 12}\n    cacert: /ca.pem\n',
  );
  await writeFile(path.join(directory, 'secure.yaml'), 'clouds: {home: {auth: {password: open}}}\n');
  const surroundings = { environment: {}, home: '/nonexistent', directory };
  const values = await outsideValues({ cloud: 'home' }, surroundings);
  assert.deepEqual(values && accountIn(values), {
    identityUrl: 'http://h/v3',
    credentials: {
      kind: 'password',
      user: { name: 'ann', domain: { name: 'Default' } },
      password: 'open',
      project: { id: '12' },
    },
    caFile: '/ca.pem',
  });
  const unknown = outsideValues({ cloud: 'constructor' }, surroundings);
  await assert.rejects(unknown, (error) => error instanceof CommandError && error.told.key === 'cloud.unknown');
});
