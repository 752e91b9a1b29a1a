import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditedResource, shownIn } from './audited-resource.ts';

test('a request is about the first thing that its path names, whatever of it is changed', () => {
  const params = { image_id: 'i', tag: 't', project_id: 'p', volume_id: 'v', user_id: 'u', id: 'x' };
  for (const [route, type, id] of [
    ['/v2/images', 'images', null],
    ['/v2/images/:image_id/tags/:tag', 'images', 'i'],
    ['/volume/v3/:project_id/volumes', 'volumes', null],
    ['/volume/v3/:project_id/volumes/:volume_id/action', 'volumes', 'v'],
    ['/identity/v3/projects/:project_id/users/:user_id/roles/:role_id', 'projects', 'p'],
    ['/compute/v2.1/servers/:id', 'servers', 'x'],
    ['/api/v1/session', 'session', null],
    ['/', '/', null],
  ] as const) {
    assert.deepEqual(auditedResource(route, params), { type, id }, route);
  }
});

test('an answer shows what was made, on its own or within the name of its kind', () => {
  assert.deepEqual(shownIn({ id: 'a', name: 'n', size: 1 }), { id: 'a', name: 'n' });
  assert.deepEqual(shownIn({ volume: { id: 'a' } }), { id: 'a', name: null });
  for (const nothing of [null, 'text', {}, { items: [] }, { a: { id: 'a' }, b: 1 }, { error: { message: 'm' } }]) {
    assert.equal(shownIn(nothing), null);
  }
});
