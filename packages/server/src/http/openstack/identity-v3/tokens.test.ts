import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { PASSWORD } from '../../../identity/testing/real-identity.ts';
import { startIdentityServer, type IdentityServer } from './testing/identity-server.ts';

let server: IdentityServer;
let userId: string;
let projectId: string;
before(async () => {
  server = await startIdentityServer();
  const { project } = await server.get<{ project: { id: string } }>('POST', '/v3/projects', {
    project: { name: 'work' },
  });
  const { user } = await server.get<{ user: { id: string } }>('POST', '/v3/users', {
    user: { name: 'ann', password: PASSWORD },
  });
  const { roles } = await server.get<{ roles: { id: string }[] }>('GET', '/v3/roles?name=member');
  await server.get('PUT', `/v3/projects/${project.id}/users/${user.id}/roles/${roles[0]?.id}`);
  userId = user.id;
  projectId = project.id;
});
after(() => server.stop());

const byPassword = (user: object = { id: userId }, password = PASSWORD) => ({
  methods: ['password'],
  password: { user: { ...user, password } },
});
const onProject = () => ({ project: { id: projectId } });

interface TokenBody {
  readonly token: Record<string, unknown> & { readonly catalog?: Catalog; readonly expires_at: string };
}
type Catalog = readonly { readonly type: string; readonly endpoints: readonly Record<string, string>[] }[];

describe('POST /v3/auth/tokens', () => {
  it('takes no body that no sign-in needs', async () => {
    const { status } = await server.signIn({ identity: byPassword({ name: 'x'.repeat(65_536) }) });
    assert.equal(status, 413);
  });

  it('answers 201 with the token in a header and what it stands for in the body', async () => {
    const { status, headers, body, token } = await server.signIn({ identity: byPassword(), scope: onProject() });
    assert.equal(status, 201);
    assert.match(token, /^[A-Za-z0-9_-]{100,255}$/);
    assert.equal(headers.get('cache-control'), 'no-store');
    const { token: shown } = body as TokenBody;
    assert.partialDeepStrictEqual(shown, {
      methods: ['password'],
      user: { id: userId, name: 'ann', domain: { id: 'default', name: 'Default' }, password_expires_at: null },
      project: { id: projectId, name: 'work', domain: { id: 'default', name: 'Default' } },
      is_domain: false,
    });
    assert.match(shown.expires_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.deepEqual(
      (shown['roles'] as { name: string }[]).map(({ name }) => name),
      ['member', 'reader'],
    );
    const urls = shown.catalog?.map(({ type, endpoints }) => [type, endpoints[0]?.['url']]);
    assert.deepEqual(urls, [
      ['identity', `${server.base}/identity/v3`],
      ['image', server.base],
      ['block-storage', `${server.base}/volume/v3/${projectId}`],
    ]);
    assert.deepEqual(
      shown.catalog?.[0]?.endpoints.map((endpoint) => [
        endpoint['interface'],
        endpoint['region'],
        endpoint['region_id'],
      ]),
      [
        ['public', 'R1', 'R1'],
        ['internal', 'R1', 'R1'],
        ['admin', 'R1', 'R1'],
      ],
    );
  });

  it('without a scope stands for nothing but the user', async () => {
    const { body } = await server.signIn({ identity: byPassword() });
    const { token } = body as TokenBody;
    for (const key of ['project', 'domain', 'roles', 'catalog']) assert.equal(key in token, false, key);
  });

  it('for a domain leaves out services that need a project', async () => {
    const admin = { name: 'admin', domain: { name: 'Default' } };
    const scope = { domain: { name: 'Default' } };
    const { body } = await server.signIn({ identity: byPassword(admin), scope });
    const { token } = body as TokenBody;
    assert.deepEqual(token['domain'], { id: 'default', name: 'Default' });
    assert.deepEqual(
      token.catalog?.map(({ type }) => type),
      ['identity', 'image'],
    );
  });

  it('leaves the catalog out when asked', async () => {
    const json = { auth: { identity: byPassword(), scope: onProject() } };
    const { body } = await server.ask('POST', '/v3/auth/tokens?nocatalog', { json, token: null });
    assert.equal((body as TokenBody).token.catalog, undefined);
  });

  it('takes a token, and an application credential by id', async () => {
    const first = await server.signIn({ identity: byPassword(), scope: onProject() });
    const again = await server.signIn({
      identity: { methods: ['token'], token: { id: first.token } },
      scope: 'unscoped',
    });
    assert.equal((again.body as TokenBody).token.expires_at, (first.body as TokenBody).token.expires_at);
    const made = await server.ask('POST', `/v3/users/${userId}/application_credentials`, {
      token: first.token,
      json: { application_credential: { name: 'ci', roles: [{ name: 'reader' }], expires_at: '2099-01-01T00:00:00' } },
    });
    assert.equal(made.status, 201);
    const { application_credential: credential } = made.body as { application_credential: Record<string, string> };
    assert.equal(credential['expires_at'], '2099-01-01T00:00:00.000000');
    const identity = {
      methods: ['application_credential'],
      application_credential: { id: credential['id'], secret: credential['secret'] },
    };
    const by = await server.signIn({ identity });
    const { token } = by.body as TokenBody;
    assert.deepEqual(token['application_credential'], { id: credential['id'], name: 'ci', restricted: true });
    assert.equal((await server.signIn({ identity, scope: onProject() })).status, 400);
  });

  it("answers 401 in Keystone's way, without telling what was wrong", async () => {
    const wrong = await server.signIn({ identity: byPassword({ name: 'nobody', domain: { id: 'default' } }) });
    assert.equal(wrong.status, 401);
    assert.equal(wrong.headers.get('www-authenticate'), `Keystone uri="${server.base}/identity/v3"`);
    assert.deepEqual(wrong.body, {
      error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' },
    });
    for (const id of ['../etc', 'x'.repeat(65), newlyMade()]) {
      assert.equal((await server.signIn({ identity: byPassword({ id }) })).status, 401, id);
    }
  });

  it('answers 400 to what cannot be understood', async () => {
    const bodies: unknown[] = [
      null,
      {},
      { identity: { methods: [] } },
      { identity: { methods: ['password'] } },
      { identity: { methods: ['saml2'] } },
      { identity: { ...byPassword(), methods: ['password', 'token'], token: { id: 'x' } } },
      { identity: byPassword({ name: 'ann' }) },
      { identity: byPassword({ id: 7 }) },
      { identity: byPassword({ id: userId }, 'x'.repeat(5000)) },
      { identity: byPassword(), scope: { system: { all: true } } },
      { identity: byPassword(), scope: { project: { name: 'work' } } },
      { identity: byPassword(), scope: {} },
    ];
    for (const body of bodies) {
      const answer = await server.signIn(body);
      assert.equal(answer.status, 400, JSON.stringify(body));
      assert.match((answer.body as { error: { message: string } }).error.message, /\w+/);
    }
  });

  it('answers 429 with Retry-After when there were too many wrong passwords, whoever it was for', async () => {
    for (const name of ['nobody-1', 'admin']) {
      const guess = () => server.signIn({ identity: byPassword({ name, domain: { id: 'default' } }, 'wrong') });
      for (let i = 0; i < 3; i++) assert.equal((await guess()).status, 401);
      const refused = await guess();
      assert.equal(refused.status, 429);
      assert.equal(refused.headers.get('retry-after'), '60');
    }
  });
});

describe('/v3/auth/tokens of a token', () => {
  const subject = (token: string) => ({ headers: { 'x-subject-token': token } });

  it('GET shows the same as signing in did, HEAD only that it holds', async () => {
    const { body, token } = await server.signIn({ identity: byPassword(), scope: onProject() });
    const shown = await server.ask('GET', '/v3/auth/tokens', subject(token));
    assert.equal(shown.status, 200);
    assert.deepEqual(shown.body, body);
    assert.equal(shown.headers.get('x-subject-token'), token);
    assert.equal((await server.ask('HEAD', '/v3/auth/tokens', subject(token))).status, 200);
    const bare = await server.ask('GET', '/v3/auth/tokens?nocatalog=1', subject(token));
    assert.equal('catalog' in (bare.body as TokenBody).token, false);
  });

  it('DELETE makes it void', async () => {
    const { token } = await server.signIn({ identity: byPassword(), scope: onProject() });
    assert.equal((await server.ask('DELETE', '/v3/auth/tokens', { ...subject(token), token })).status, 204);
    assert.equal((await server.ask('GET', '/v3/auth/tokens', subject(token))).status, 404);
    assert.equal((await server.ask('GET', '/v3/auth/projects', { token })).status, 401);
  });

  it('needs a caller and a subject', async () => {
    assert.equal((await server.ask('GET', '/v3/auth/tokens', { token: null })).status, 401);
    assert.equal((await server.ask('GET', '/v3/auth/tokens')).status, 400);
    assert.equal((await server.ask('HEAD', '/v3/auth/tokens', subject('nonsense'))).status, 404);
  });
});

describe('what a token offers', () => {
  it('is listed: projects, domains, catalog', async () => {
    const { token } = await server.signIn({ identity: byPassword(), scope: onProject() });
    const names = async (path: string, key: string) => {
      const { body } = await server.ask('GET', path, { token });
      return (body as Record<string, { name: string }[]>)[key]?.map(({ name }) => name);
    };
    assert.deepEqual(await names('/v3/auth/projects', 'projects'), ['work']);
    assert.deepEqual(await names('/v3/auth/domains', 'domains'), []);
    assert.deepEqual(await names('/v3/auth/catalog', 'catalog'), ['keystone', 'glance', 'cinder']);
  });
});

/** An id that nobody has. */
function newlyMade(): string {
  return '0123456789abcdef'.repeat(2);
}
