import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

interface Entry {
  readonly method: string;
  readonly route: string;
  readonly action: string | null;
  readonly resourceType: string;
  readonly resource: { readonly id: string; readonly name: string | null } | null;
  readonly status: number;
  readonly user: { readonly name: string } | null;
  readonly projectId: string | null;
}

async function entries(query: string): Promise<readonly Entry[]> {
  const answer = (await world.asAdmin('GET', `/api/v1/audit${query}`)) as { readonly entries: readonly Entry[] };
  return answer.entries;
}

describe('the audit log', () => {
  it('has who made, changed and deleted what, by name, once he was answered', async () => {
    const body = { name: 'golden', disk_format: 'raw', container_format: 'bare' };
    const { id } = (await world.asMember('POST', '/v2/images', body)) as { id: string };
    await world.asMember('PUT', `/v2/images/${id}/tags/secret?token=hidden`);
    await world.asMember('DELETE', `/v2/images/${id}`);
    const found = await entries(`?resource=${id}`);
    assert.deepEqual(
      found.map(({ method, resourceType, resource, status, user, projectId }) => {
        return [method, resourceType, resource?.name, status, user?.name, projectId];
      }),
      [
        ['DELETE', 'images', 'golden', 204, 'member', world.home],
        ['PUT', 'images', 'golden', 204, 'member', world.home],
        ['POST', 'images', 'golden', 201, 'member', world.home],
      ],
    );
    assert.doesNotMatch(JSON.stringify(found), /hidden/);
  });

  it('has what was refused, and who tried to sign in; not what was only read, nor who is nobody', async () => {
    const [last] = await entries('?limit=1');
    await world.send('reader', 'DELETE', `/identity/v3/projects/${world.home}`);
    await world.send('none', 'DELETE', `/identity/v3/projects/${world.home}`);
    await world.send('member', 'GET', '/v2/images');
    await world.send('none', 'POST', '/api/v1/session', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'member', password: 'wrong' }),
    });
    await world.freshToken();
    const all = await entries('');
    const fresh = all.slice(
      0,
      all.findIndex((entry) => JSON.stringify(entry) === JSON.stringify(last)),
    );
    assert.deepEqual(
      fresh.map(({ route, status, user }) => [route, status, user?.name]),
      [
        ['/identity/v3/auth/tokens', 201, 'member'],
        ['/api/v1/session', 401, undefined],
        ['/identity/v3/projects/:project_id', 403, 'reader'],
      ],
    );
    assert.ok((await entries('?failed=true')).every(({ status }) => status >= 400));
  });

  it('is shown to members as far as their project goes', async () => {
    const own = (await world.asMember('GET', '/api/v1/audit')) as { readonly entries: readonly Entry[] };
    assert.ok(own.entries.length > 0 && own.entries.every(({ projectId }) => projectId === world.home));
    assert.equal((await world.send('member', 'GET', `/api/v1/audit?project=${world.projects.other}`)).status, 403);
    for (const query of ['?marker=x', '?since=2016-12-31T23:59:60Z', '?user=%20', '?limit=0']) {
      assert.equal((await world.send('admin', 'GET', `/api/v1/audit${query}`)).status, 400, query);
    }
  });
});
