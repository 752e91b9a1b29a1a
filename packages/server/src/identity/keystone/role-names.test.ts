import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseKeystoneToken } from './keystone-token.ts';
import { rolesOf, type RoleNames } from './role-names.ts';
import { tokenBody, type Described } from './testing/fake-keystone.ts';

const NAMES: RoleNames = {
  admin: ['admin', 'cloud_admin'],
  member: ['member', 'mcs_admin'],
  reader: ['reader', 'mcs_viewer'],
  service: ['service'],
};

function held(described: Described, names = NAMES): string[] {
  const token = parseKeystoneToken(tokenBody(described));
  assert.ok(token);
  return [...rolesOf(token, names)];
}

test('roles count under the names that they have in Keystone, and others do not', () => {
  assert.deepEqual(held({ roles: ['mcs_admin', 'reader'] }), ['member', 'reader']);
  assert.deepEqual(held({ roles: ['cloud_admin'] }), ['admin']);
  assert.deepEqual(held({ roles: ['load-balancer_member', 'swiftoperator'] }), []);
  assert.deepEqual(held({ roles: ['admin', 'member'] }, { ...NAMES, admin: ['cloud_admin'] }), ['member']);
});

test('administrator is who administers the whole cloud', () => {
  const roles = ['admin', 'member', 'reader'];
  const domain = { id: 'default', name: 'Default' };
  assert.deepEqual(held({ roles }), roles);
  assert.deepEqual(held({ roles, scope: { system: { all: true } } }), roles);
  assert.deepEqual(held({ roles, scope: { domain } }), ['member', 'reader']);
  assert.deepEqual(held({ roles, more: { is_admin_project: false } }), ['member', 'reader']);
  assert.deepEqual(held({ roles, more: { is_admin_project: true } }), roles);
});

test('a token without a scope has no roles', () => {
  assert.deepEqual(held({ scope: {}, more: { roles: undefined } }), []);
});
