import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

interface Begun {
  readonly cookie: string;
  readonly body: { readonly user: { readonly name: string }; readonly project: { readonly id: string } };
}

const PAGE = { 'sec-fetch-site': 'same-origin' };

async function begin(password: string): Promise<Response> {
  return world.send('none', 'POST', '/api/v1/session', {
    headers: { 'content-type': 'application/json', ...PAGE },
    body: JSON.stringify({ user: 'member', password }),
  });
}

async function begun(): Promise<Begun> {
  const response = await begin(world.password);
  assert.equal(response.status, 200);
  const [cookie = ''] = response.headers.getSetCookie();
  assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  return { cookie: cookie.split(';')[0] ?? '', body: (await response.json()) as Begun['body'] };
}

function withCookie(cookie: string, method: string, target: string, headers: object = PAGE): Promise<Response> {
  return world.send('none', method, target, { headers: { cookie, ...headers } });
}

describe('a session', () => {
  it('is begun with a name and a password, and serves every API', async () => {
    const { cookie, body } = await begun();
    assert.equal(body.user.name, 'member');
    for (const target of ['/api/v1/session', '/v2/images', '/identity/v3/auth/projects', '/api/v1/flavors']) {
      assert.equal((await withCookie(cookie, 'GET', target)).status, 200, target);
    }
  });

  it('is refused to a wrong password, and to those who have none', async () => {
    assert.equal((await begin('wrong')).status, 401);
    assert.equal((await withCookie('ingot_session=nonsense', 'GET', '/api/v1/session')).status, 401);
    assert.equal((await withCookie('ingot_session=; other=1', 'GET', '/api/v1/session')).status, 401);
  });

  it('does not serve the pages of others, nor those who do not say where they are', async () => {
    const { cookie } = await begun();
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      assert.equal((await withCookie(cookie, 'GET', '/api/v1/session', headers)).status, 401);
      assert.equal((await withCookie(cookie, 'DELETE', '/api/v1/session', headers)).status, 401);
    }
    assert.equal((await withCookie(cookie, 'DELETE', '/api/v1/session', { 'sec-fetch-site': 'none' })).status, 401);
    assert.equal((await withCookie(cookie, 'DELETE', '/api/v1/session', {})).status, 401);
    // A link that somebody kept.
    assert.equal((await withCookie(cookie, 'GET', '/api/v1/session', { 'sec-fetch-site': 'none' })).status, 200);
  });

  it('changes to a project on which the user has a role, and to no other', async () => {
    const { cookie, body } = await begun();
    const change = (project: string): Promise<Response> =>
      world.send('none', 'PUT', '/api/v1/session/project', {
        headers: { 'content-type': 'application/json', cookie, ...PAGE },
        body: JSON.stringify({ project }),
      });
    const same = await change(body.project.id);
    assert.equal(same.status, 200);
    assert.ok(same.headers.getSetCookie()[0]);
    assert.equal((await change('0'.repeat(32))).status, 401);
  });

  it('ends for good', async () => {
    const { cookie } = await begun();
    const ended = await withCookie(cookie, 'DELETE', '/api/v1/session');
    assert.equal(ended.status, 204);
    assert.match(ended.headers.getSetCookie()[0] ?? '', /^ingot_session=; .*Max-Age=0/);
    assert.equal((await withCookie(cookie, 'GET', '/api/v1/session')).status, 401);
  });
});
