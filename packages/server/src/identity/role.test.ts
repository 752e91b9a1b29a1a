import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRoleId } from '../kernel/ids.ts';
import { effectiveRoles } from './role.ts';

const [admin, member, reader, other] = [newRoleId(), newRoleId(), newRoleId(), newRoleId()];
const CHAIN = [
  { priorId: admin, impliedId: member },
  { priorId: member, impliedId: reader },
];

test('what is implied is held, over several steps, downwards only', () => {
  assert.deepEqual(effectiveRoles([admin], CHAIN), new Set([admin, member, reader]));
  assert.deepEqual(effectiveRoles([member, other], CHAIN), new Set([member, other, reader]));
  assert.deepEqual(effectiveRoles([], CHAIN), new Set());
});

test('a circle ends', () => {
  const circle = [...CHAIN, { priorId: reader, impliedId: admin }];
  assert.deepEqual(effectiveRoles([member], circle), new Set([member, reader, admin]));
});
