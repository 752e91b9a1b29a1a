import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startIdentityServer, type IdentityServer } from './testing/identity-server.ts';

let server: IdentityServer;
before(async () => {
  server = await startIdentityServer();
});
after(() => server.stop());

type Fields = Record<string, unknown>;
const make = async (kind: string, fields: Fields): Promise<Fields & { id: string }> => {
  const body = await server.get<Record<string, Fields & { id: string }>>('POST', `/v3/${kind}s`, { [kind]: fields });
  const made = body[kind];
  assert.ok(made);
  return made;
};
const namesOf = async (path: string, key: string): Promise<unknown[]> =>
  (await server.get<Record<string, { name: string }[]>>('GET', path))[key]?.map(({ name }) => name) ?? [];

describe('versions', () => {
  it('answers 300 with the versions and 200 with the one, without a token, with and without a slash', async () => {
    for (const slash of ['', '/']) {
      const list = await server.ask('GET', slash, { token: null });
      assert.equal(list.status, 300);
      const one = await server.ask('GET', `/v3${slash}`, { token: null });
      assert.equal(one.status, 200);
      const { version } = one.body as { version: Fields };
      assert.deepEqual(list.body, { versions: { values: [version] } });
      assert.equal(version['id'], 'v3.14');
      assert.equal(version['status'], 'stable');
      assert.deepEqual(version['links'], [{ rel: 'self', href: `${server.base}/identity/v3/` }]);
    }
  });
});

describe('records', () => {
  it('of projects are made, shown, listed, changed and deleted', async () => {
    const made = await make('project', { name: 'one', description: null, tags: ['t'] });
    assert.deepEqual(made, {
      id: made.id,
      name: 'one',
      domain_id: 'default',
      parent_id: 'default',
      is_domain: false,
      description: '',
      enabled: true,
      tags: ['t'],
      options: {},
      links: { self: `${server.base}/identity/v3/projects/${made.id}` },
    });
    const path = `/v3/projects/${made.id}`;
    assert.deepEqual(await server.get('GET', path), { project: made });
    assert.deepEqual(await namesOf('/v3/projects?name=one&domain_id=default&enabled=True&tags=t', 'projects'), ['one']);
    for (const query of ['name=two', 'domain_id=users', 'enabled=0', 'tags=t,u', 'is_domain=true', 'parent_id=users']) {
      assert.deepEqual(
        await namesOf(`/v3/projects?name=one&${query}`.replace('name=one&name', 'name'), 'projects'),
        [],
      );
    }
    const changed = await server.get<{ project: Fields }>('PATCH', path, { project: { enabled: false, name: null } });
    assert.partialDeepStrictEqual(changed.project, { name: 'one', enabled: false, tags: ['t'] });
    assert.equal((await server.ask('DELETE', path)).status, 204);
    assert.equal((await server.ask('GET', path)).status, 404);
  });

  it('of users have only the keys that are set, and never the password', async () => {
    const made = await make('user', { name: 'ann', password: 'secret', email: 'a@example.org', description: null });
    assert.deepEqual(made, {
      id: made.id,
      name: 'ann',
      domain_id: 'default',
      enabled: true,
      email: 'a@example.org',
      password_expires_at: null,
      options: {},
      links: { self: `${server.base}/identity/v3/users/${made.id}` },
    });
    const path = `/v3/users/${made.id}`;
    const changed = await server.get<{ user: Fields }>('PATCH', path, { user: { email: null, description: 'x' } });
    assert.equal('email' in changed.user, false);
    assert.equal(changed.user['description'], 'x');
    assert.equal((await server.ask('PATCH', path, { json: { user: { domain_id: 'users' } } })).status, 400);
    assert.deepEqual(await namesOf('/v3/users?name=ann&domain_id=default&enabled=true', 'users'), ['ann']);
    assert.deepEqual(await namesOf(`${path}/projects`, 'projects'), []);
    assert.deepEqual(await namesOf(`${path}/groups`, 'groups'), []);
    assert.equal((await server.ask('DELETE', path)).status, 204);
  });

  it('of domains can be deleted only when disabled', async () => {
    const made = await make('domain', { name: 'branch' });
    const path = `/v3/domains/${made.id}`;
    assert.equal((await server.ask('DELETE', path)).status, 403);
    await server.get('PATCH', path, { domain: { enabled: false } });
    assert.deepEqual(await namesOf('/v3/domains?enabled=false', 'domains'), ['branch']);
    assert.equal((await server.ask('DELETE', path)).status, 204);
  });

  it('of roles, of what they imply and of who has them', async () => {
    const [role, other] = [await make('role', { name: 'auditor' }), await make('role', { name: 'clerk' })];
    const implies = `/v3/roles/${role.id}/implies/${other.id}`;
    assert.equal((await server.ask('PUT', implies)).status, 201);
    assert.equal((await server.ask('HEAD', implies)).status, 204);
    assert.equal((await server.ask('GET', implies)).status, 200);
    const project = await make('project', { name: 'audited' });
    const user = await make('user', { name: 'eve' });
    for (const target of [`projects/${project.id}`, 'domains/default']) {
      const all = `/v3/${target}/users/${user.id}/roles`;
      assert.equal((await server.ask('HEAD', `${all}/${role.id}`)).status, 404);
      // Clients send a media type although there is no body.
      const headers = { 'content-type': 'application/json' };
      assert.equal((await server.ask('PUT', `${all}/${role.id}`, { headers })).status, 204);
      assert.equal((await server.ask('HEAD', `${all}/${role.id}`)).status, 204);
      assert.deepEqual(await namesOf(all, 'roles'), ['auditor']);
    }
    const query = `/v3/role_assignments?user.id=${user.id}&scope.project.id=${project.id}`;
    const listed = await server.get<{ role_assignments: Fields[] }>('GET', `${query}&effective&include_names=True`);
    const domain = { id: 'default', name: 'Default' };
    assert.deepEqual(
      listed.role_assignments.map(({ role: held, user: who, scope }) => ({ held, who, scope })),
      [role, other].map(({ id, name }) => ({
        held: { id, name },
        who: { id: user.id, name: 'eve', domain },
        scope: { project: { id: project.id, name: 'audited', domain } },
      })),
    );
    const plain = await server.get<{ role_assignments: Fields[] }>('GET', query);
    assert.deepEqual(plain.role_assignments[0]?.['role'], { id: role.id });
    assert.equal((await server.get<{ role_assignments: [] }>('GET', `${query}&group.id=x`)).role_assignments.length, 0);
    const one = `/v3/domains/default/users/${user.id}/roles/${role.id}`;
    assert.equal((await server.ask('DELETE', one)).status, 204);
    assert.equal((await server.ask('DELETE', one)).status, 404);
    assert.equal((await server.ask('DELETE', implies)).status, 204);
    const inferences = await server.get<{ role_inferences: { prior_role: { name: string } }[] }>(
      'GET',
      '/v3/role_inferences',
    );
    assert.deepEqual(inferences.role_inferences.map((rule) => rule.prior_role.name).toSorted(), ['admin', 'member']);
  });

  it('of tags', async () => {
    const { id } = await make('project', { name: 'tagged' });
    const all = `/v3/projects/${id}/tags`;
    const tags = async () => (await server.get<{ tags: string[] }>('GET', all)).tags;
    assert.equal((await server.ask('PUT', `${all}/red%20one`)).status, 201);
    assert.deepEqual(await tags(), ['red one']);
    assert.equal((await server.ask('HEAD', `${all}/red%20one`)).status, 204);
    await server.get('PUT', all, { tags: ['b', 'a', 'b'] });
    assert.deepEqual(await tags(), ['a', 'b']);
    assert.equal((await server.ask('DELETE', `${all}/a`)).status, 204);
    assert.equal((await server.ask('DELETE', `${all}/a`)).status, 404);
    assert.equal((await server.ask('DELETE', all)).status, 204);
    assert.deepEqual(await tags(), []);
  });

  it('of the catalog can be read', async () => {
    assert.deepEqual(await namesOf('/v3/services?type=image', 'services'), ['glance']);
    const { services } = await server.get<{ services: { id: string }[] }>('GET', '/v3/services?name=cinder');
    const query = `/v3/endpoints?service_id=${services[0]?.id}&interface=public`;
    const { endpoints } = await server.get<{ endpoints: { id: string; url: string }[] }>('GET', query);
    assert.equal(endpoints.length, 1);
    assert.equal(endpoints[0]?.url, `${server.base}/volume/v3/$(project_id)s`);
    assert.equal((await server.ask('GET', `/v3/endpoints/${endpoints[0]?.id}`)).status, 200);
    assert.equal((await server.ask('GET', '/v3/regions/R1')).status, 200);
    assert.equal((await server.ask('GET', '/v3/regions/R2')).status, 404);
  });
});

describe('lists', () => {
  it('come in pages whose links lead through the whole', async () => {
    for (const name of ['p1', 'p2', 'p3']) await make('project', { name, domain_id: 'users' });
    const names: string[] = [];
    let next: string | null = '/v3/projects?domain_id=users&limit=2';
    while (next !== null) {
      const page: { projects: { name: string }[]; links: Record<string, string | null>; truncated?: boolean } =
        await server.get('GET', next);
      assert.ok(page.projects.length <= 2);
      assert.equal(page.links['self'], `${server.base}/identity${next}`);
      assert.equal(page.truncated ?? false, page.links['next'] !== null);
      names.push(...page.projects.map(({ name }) => name));
      next = page.links['next']?.slice(`${server.base}/identity`.length) ?? null;
    }
    assert.deepEqual(names, ['p1', 'p2', 'p3']);
    for (const query of ['limit=0', 'limit=x', 'marker=../', 'enabled=maybe']) {
      assert.equal((await server.ask('GET', `/v3/projects?${query}`)).status, 400, query);
    }
  });
});

describe('refusals', () => {
  it("have Keystone's body", async () => {
    const missing = await server.ask('GET', '/v3/projects/none');
    assert.deepEqual(missing.body, {
      error: { code: 404, message: 'Could not find project: none.', title: 'Not Found' },
    });
    const taken = await server.ask('POST', '/v3/roles', { json: { role: { name: 'admin' } } });
    assert.equal(taken.status, 409);
    const token = await server.ask('GET', '/v3/users', { token: 'bad' });
    assert.equal(token.status, 401);
    assert.ok(token.headers.get('www-authenticate'));
  });

  it('tell unknown paths from methods that a path does not have', async () => {
    assert.equal((await server.ask('GET', '/v3/trusts')).status, 404);
    assert.equal((await server.ask('GET', '/v2.0')).status, 404);
    for (const [method, path, allow] of [
      ['POST', '/v3/services', 'GET, HEAD'],
      ['PATCH', '/v3/auth/tokens', 'GET, HEAD, POST, DELETE'],
      ['DELETE', '/', 'GET, HEAD'],
      ['PUT', '/v3/users/none', 'GET, HEAD, PATCH, DELETE'],
    ] as const) {
      const answer = await server.ask(method, path, { json: {} });
      assert.equal(answer.status, 405, path);
      assert.equal(answer.headers.get('allow'), allow);
    }
  });

  it('name the key of a body that does not fit', async () => {
    for (const [json, key] of [
      [{ project: { name: 7 } }, 'name'],
      [{ project: {} }, 'name'],
      [{}, 'project'],
      [{ project: { name: 'x', enabled: 'yes' } }, 'enabled'],
    ] as const) {
      const { status, body } = await server.ask('POST', '/v3/projects', { json });
      assert.equal(status, 400);
      assert.match((body as { error: { message: string } }).error.message, new RegExp(key), JSON.stringify(json));
    }
    const nested = await server.ask('POST', '/v3/projects', { json: { project: { name: 'x', is_domain: true } } });
    assert.equal(nested.status, 400);
    const answer = await fetch(`${server.base}/identity/v3/projects`, {
      method: 'POST',
      headers: { 'x-auth-token': server.adminToken, 'content-type': 'application/json' },
      body: '{"project": {"name": "x", "__proto__": {"admin": true}}',
    });
    assert.equal(answer.status, 400);
  });

  it('keep what application credentials may do as narrow as was asked', async () => {
    const { users } = await server.get<{ users: { id: string }[] }>('GET', '/v3/users?name=admin');
    const path = `/v3/users/${users[0]?.id}/application_credentials`;
    const rules = [{ path: '/v2/images', method: 'GET', service: 'image' }];
    const json = { application_credential: { name: 'narrow', access_rules: rules } };
    assert.equal((await server.ask('POST', path, { json })).status, 400);
    const expired = { application_credential: { name: 'narrow', expires_at: 'tomorrow' } };
    assert.equal((await server.ask('POST', path, { json: expired })).status, 400);
  });
});
