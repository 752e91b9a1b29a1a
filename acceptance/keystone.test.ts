import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startKeystone, type Keystone } from '@ingot/judges';
import type { Openrc } from './openrc.ts';
import { openstack, type Client } from './openstack.ts';
import { outcomeOf } from './program.ts';
import { pseudoRandom } from './pseudo-random.ts';
import { startService, type Service, type StartOptions } from './service.ts';

/** Ingot beside a real Keystone, registered in it as the documentation says. */
const SIZE = 3 * 2 ** 20 + 17;
const REVOCATION_INTERVAL = 1000;
/** Milliseconds that a busy machine may take beside. */
const BUSY = 15_000;
const FORMATS = ['--disk-format', 'raw', '--container-format', 'bare'];

let directory: string;
let keystone: Keystone;
let service: Service;
let admin: Client;
let anna: Openrc;
let boris: Openrc;
let rita: Openrc;
const projects: Record<string, string> = {};
const roles: Record<string, string> = {};

before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ingot-keystone-'));
  keystone = await startKeystone(directory);
  admin = openstack(keystone.administrator);
  await adminRuns(
    'role create service',
    'project create service',
    'user create --password secret ingot',
    'role add --user ingot --project service service',
  );
  await writeFile(path.join(directory, 'password'), 'secret\n');
  service = await startService(ingotWith('data'));
  await adminRuns(
    'service create --name ingot image',
    ...['public', 'internal', 'admin'].map(
      (kind) => `endpoint create --region RegionOne image ${kind} ${service.base}`,
    ),
  );
  for (const role of (await keystone.ask('GET', '/roles'))['roles'] as { id: string; name: string }[]) {
    roles[role.name] = role.id;
  }
  anna = await person('anna', 'alpha', 'member');
  boris = await person('boris', 'beta', 'member');
  rita = await person('rita', 'alpha', 'reader');
});
after(async () => {
  await keystone.stop();
  await service.stop();
  await rm(directory, { recursive: true });
});

/** Several commands in one run of the client, which saves the seconds that each needs to load. */
async function adminRuns(...commands: string[]): Promise<void> {
  async function* lines(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${commands.join('\n')}\n`);
  }
  await admin([], lines());
}

function ingotWith(data: string): StartOptions {
  const settings = {
    'identity.provider': 'keystone',
    'identity.keystone.url': keystone.url,
    'identity.keystone.password-file': path.join(directory, 'password'),
    'identity.keystone.revocation-interval': `${REVOCATION_INTERVAL}ms`,
    // So long that what is revoked can only be learned from the events.
    'identity.keystone.cache-time': '1h',
    // The machine may be busy with everything else.
    'identity.keystone.timeout': '30s',
  };
  return {
    data: path.join(directory, data),
    settings: Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]),
  };
}

/** A user of the default domain with one role on a project, which is made unless it is there. */
async function person(name: string, project: string, role: string): Promise<Openrc> {
  projects[project] ??= idIn(await keystone.ask('POST', '/projects', { project: { name: project } }), 'project');
  const password = `of ${name}`;
  const id = idIn(await keystone.ask('POST', '/users', { user: { name, password } }), 'user');
  await keystone.ask('PUT', `/projects/${projects[project]}/users/${id}/roles/${roles[role]}`);
  return { ...keystone.administrator, OS_USERNAME: name, OS_PASSWORD: password, OS_PROJECT_NAME: project };
}

function idIn(body: Record<string, unknown>, key: string): string {
  return (body[key] as { id: string }).id;
}

interface Issued {
  readonly token: string;
  readonly userId: string;
}

/** @param scope as the Identity API takes it; the user's project unless given. */
async function signIn(user: Openrc, scope?: object): Promise<Issued> {
  const domain = { id: 'default' };
  const who = { name: user['OS_USERNAME'], domain, password: user['OS_PASSWORD'] };
  const answer = await fetch(`${keystone.url}/auth/tokens`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user: who } },
        scope: scope ?? { project: { name: user['OS_PROJECT_NAME'], domain } },
      },
    }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  const { token } = (await answer.json()) as { token: { user: { id: string } } };
  return { token: answer.headers.get('X-Subject-Token') ?? '', userId: token.user.id };
}

async function asked(token: string, init: RequestInit = {}, target = '/v2/images'): Promise<Response> {
  return fetch(`${service.base}${target}`, { ...init, headers: { 'X-Auth-Token': token } });
}

async function statusOf(token: string, init?: RequestInit): Promise<number> {
  const answer = await asked(token, init);
  await answer.arrayBuffer();
  return answer.status;
}

/** Milliseconds until `token` is answered with `status`. */
async function waitFor(token: string, status: number, deadline: number): Promise<number> {
  const start = performance.now();
  while ((await statusOf(token)) !== status) {
    if (performance.now() - start > deadline) assert.fail(`no ${status} after ${deadline} ms`);
    await delay(50);
  }
  return performance.now() - start;
}

async function createImage(user: Openrc, name: string, ...options: string[]): Promise<string> {
  const file = path.join(directory, `${name}.raw`);
  await writeFile(file, pseudoRandom(name, SIZE));
  const created = await openstack(user)([
    'image',
    'create',
    ...FORMATS,
    '--file',
    file,
    ...options,
    '-f',
    'json',
    name,
  ]);
  return (JSON.parse(created) as { id: string }).id;
}

test('a member makes an image, shares it with another project, and takes it back', async () => {
  const id = await createImage(anna, 'shared', '--shared');
  const asBoris = openstack(boris);
  await assert.rejects(asBoris(['image', 'show', id]), /No Image found/);
  await openstack(anna)(['image', 'add', 'project', id, projects['beta'] ?? '']);
  await asBoris(['image', 'set', '--accept', id]);
  assert.match(await asBoris(['image', 'list', '-f', 'value', '-c', 'ID']), new RegExp(id));
  const copy = path.join(directory, 'copy.raw');
  await asBoris(['image', 'save', '--file', copy, id]);
  assert.deepEqual(await readFile(copy), await readFile(path.join(directory, 'shared.raw')));
  assert.equal((await asBoris(['image', 'show', '-f', 'value', '-c', 'owner', id])).trim(), projects['alpha']);
  await openstack(anna)(['image', 'delete', id]);
  await assert.rejects(asBoris(['image', 'show', id]), /No Image found/);
});

test('a reader sees and may not change; the administrator sees what is private to others', async () => {
  const id = await createImage(anna, 'private', '--private');
  assert.match(await openstack(rita)(['image', 'list', '-f', 'value', '-c', 'ID']), new RegExp(id));
  await assert.rejects(openstack(rita)(['image', 'delete', id]), /403/);
  await assert.rejects(openstack(rita)(['image', 'create', 'hers']), /403/);
  assert.match(await admin(['image', 'list', '-f', 'value', '-c', 'ID']), new RegExp(id));
});

test('an application credential works, and only for what its access rules name', async () => {
  const asAnna = openstack(anna);
  const rules = path.join(directory, 'rules.json');
  await writeFile(rules, JSON.stringify([{ service: 'image', method: 'GET', path: '/v2/images**' }]));
  const create = ['application', 'credential', 'create', '--secret', 'a secret', '-f', 'value', '-c', 'id'];
  const whole = (await asAnna([...create, 'whole'])).trim();
  const limited = (await asAnna([...create, '--access-rules', rules, 'limited'])).trim();
  const tokenOf = async (id: string): Promise<string> => {
    const answer = await fetch(`${keystone.url}/auth/tokens`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        auth: {
          identity: { methods: ['application_credential'], application_credential: { id, secret: 'a secret' } },
        },
      }),
    });
    await answer.arrayBuffer();
    return answer.headers.get('X-Subject-Token') ?? '';
  };
  const creation = { method: 'POST', body: JSON.stringify({ name: 'made by a program' }) };
  assert.equal(await statusOf(await tokenOf(whole), creation), 201);
  const narrow = await tokenOf(limited);
  assert.equal(await statusOf(narrow), 200);
  const refused = await asked(narrow, creation);
  assert.equal(refused.status, 403);
  assert.match(await refused.text(), /access rules of the application credential/);
});

test('every scope that Keystone gives counts for what it is', async () => {
  const { administrator } = keystone;
  const sees = async ({ token }: Issued): Promise<number> => {
    const answer = await asked(token);
    assert.equal(answer.status, 200);
    return ((await answer.json()) as { images: unknown[] }).images.length;
  };
  const inProject = await sees(await signIn(administrator));
  assert.ok(inProject > 0);
  assert.equal(await sees(await signIn(administrator, { system: { all: true } })), inProject);
  // Who administers a domain does not administer the cloud.
  const { userId } = await signIn(administrator);
  await keystone.ask('PUT', `/domains/default/users/${userId}/roles/${roles['admin']}`);
  const domainScoped = await signIn(administrator, { domain: { id: 'default' } });
  assert.equal(await sees(domainScoped), 0);
  assert.equal(await statusOf((await signIn(anna, { unscoped: {} })).token), 403);
});

test('a trustee acts in the project of the one who trusts him', async () => {
  const [truster, trustee] = [await signIn(anna), await signIn(boris)];
  const granted = await fetch(`${keystone.url}/OS-TRUST/trusts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Auth-Token': truster.token },
    body: JSON.stringify({
      trust: {
        trustor_user_id: truster.userId,
        trustee_user_id: trustee.userId,
        project_id: projects['alpha'],
        impersonation: false,
        roles: [{ name: 'member' }],
      },
    }),
  });
  assert.equal(granted.status, 201);
  const { trust } = (await granted.json()) as { trust: { id: string } };
  const { token } = await signIn(boris, { 'OS-TRUST:trust': { id: trust.id } });
  const created = await asked(token, { method: 'POST', body: JSON.stringify({ name: 'for her' }) });
  assert.equal(((await created.json()) as { owner: string }).owner, projects['alpha']);
});

test('a role that implies member is as good as it', async () => {
  const body = { role: { name: 'manager' } };
  roles['manager'] = idIn(await keystone.ask('POST', '/roles', body), 'role');
  await keystone.ask('PUT', `/roles/${roles['manager']}/implies/${roles['member']}`);
  const manager = await person('mara', 'alpha', 'manager');
  const { token } = await signIn(manager);
  assert.equal(await statusOf(token, { method: 'POST', body: JSON.stringify({ name: 'hers' }) }), 201);
});

test('who has no token is sent to Keystone; the Identity API is not served', async () => {
  const unknown = await asked('nonsense');
  assert.equal(unknown.status, 401);
  assert.equal(unknown.headers.get('www-authenticate'), `Keystone uri="${keystone.url}"`);
  for (const target of ['/identity', '/identity/v3', '/identity/v3/auth/tokens', '/identity/v3/users']) {
    const answer = await asked('nonsense', {}, target);
    assert.equal(answer.status, 404, target);
    assert.match(await answer.text(), new RegExp(`the Identity API is at ${keystone.url}`));
  }
  assert.equal(service.administrator['OS_AUTH_URL'], keystone.url);
  assert.equal(service.administrator['OS_PASSWORD'], undefined);
});

test('a revoked token, and those of a disabled user, stop working within the interval', async () => {
  const [revoked, kept] = [await signIn(anna), await signIn(anna)];
  assert.deepEqual([await statusOf(revoked.token), await statusOf(kept.token)], [200, 200]);
  await openstack(anna)(['token', 'revoke', revoked.token]);
  const bound = REVOCATION_INTERVAL + BUSY;
  await waitFor(revoked.token, 401, bound);
  assert.equal(await statusOf(kept.token), 200);
  await keystone.ask('PATCH', `/users/${kept.userId}`, { user: { enabled: false } });
  await waitFor(kept.token, 401, bound);
  await keystone.ask('PATCH', `/users/${kept.userId}`, { user: { enabled: true } });
});

test('while Keystone is away known callers go on, others are told so, and all is well when it is back', async () => {
  const [known, unknown] = [await signIn(boris), await signIn(boris)];
  assert.equal(await statusOf(known.token), 200);
  await keystone.stop();
  const refused = await asked(unknown.token);
  assert.equal(refused.status, 503);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  assert.match(await refused.text(), /Keystone, which knows who you are, cannot be asked now/);
  assert.equal(await statusOf(known.token), 200);

  const early = await startService(ingotWith('early'));
  const told = async (): Promise<number> => {
    const answer = await fetch(`${early.base}/v2/images`, { headers: { 'X-Auth-Token': known.token } });
    await answer.arrayBuffer();
    return answer.status;
  };
  assert.equal(await told(), 503);
  await keystone.restart();
  await waitFor(unknown.token, 200, REVOCATION_INTERVAL + BUSY);
  const start = performance.now();
  while ((await told()) !== 200 && performance.now() - start < REVOCATION_INTERVAL + BUSY) await delay(100);
  assert.equal(await told(), 200);
  await early.stop();
});

test('a password that Keystone refuses stops the start with a sentence', async () => {
  const { data, settings = [] } = ingotWith('refused');
  const wrong = path.join(directory, 'wrong');
  await writeFile(wrong, 'not it\n');
  const args = ['scripts/start.js', '--data', data, '--port', '0', ...settings];
  const outcome = await outcomeOf(process.execPath, [...args, '--identity.keystone.password-file', wrong]);
  assert.equal(outcome.status, 2);
  assert.match(
    outcome.stderr,
    /Keystone at \S+ refuses the user "ingot" of the domain "Default" on the project "service"/,
  );
});
