import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

/** Every dialect at once, as it is put together. */
let world: World;
before(async () => {
  world = await startWorld();
});
after(() => world.stop());

async function refused(method: string, target: string, body?: string): Promise<string> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await world.send('admin', method, target, { headers, ...(body !== undefined && { body }) });
  const text = await answer.text();
  assert.equal(answer.status, 400, `${method} ${target}: ${text}`);
  return text;
}

test('every dialect refuses a NUL character, half a surrogate pair and endless nesting, in its own words', async () => {
  const image = '/v2/images/00000000-0000-4000-8000-000000000000';
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  for (const bad of [String.raw`"\u0000"`, String.raw`"\ud800"`, deep]) {
    assert.match(await refused('POST', '/v2/images', `{"name": ${bad}}`), /"title":"Bad Request"/);
    assert.match(await refused('POST', '/v2/metadefs/namespaces', `{"namespace": ${bad}}`), /"title":"Bad Request"/);
    const user = `{"user": {"name": ${bad}, "password": "x"}}`;
    assert.match(await refused('POST', '/identity/v3/users', user), /"title":"Bad Request"/);
  }
  await refused('GET', '/v2/images?name=%00');
  await refused('GET', '/v2/images?%00=x');
  await refused('PUT', `${image}/tags/a%00b`);
  await refused('GET', '/identity/v3/projects?name=%00');
  assert.match(await refused('GET', '/api/v1/trash/images?marker=%00'), /^\{"error":\{"code":"invalid"/);
});

test('a filter by more tags than a project can have is refused', async () => {
  const tags = Array.from({ length: 2000 }, (_, index) => `t${index}`).join(',');
  assert.match(await refused('GET', `/identity/v3/projects?tags=${tags}`), /at most 80 tags/);
});

test('what belongs to no dialect is refused in the form of our own API', async () => {
  for (const target of ['/nothing', '/metrics/nothing']) {
    const answer = await world.send('none', 'GET', target);
    assert.equal(answer.status, 404);
    assert.deepEqual(await answer.json(), { error: { code: 'not-found', message: `There is no GET ${target}.` } });
  }
});
