import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { isAllowed } from './access-rules.ts';

function allows(rulePath: string, path: string): boolean {
  return isAllowed([{ service: 'image', method: 'GET', path: rulePath }], { method: 'GET', path });
}

test('patterns match as Keystone describes them', () => {
  for (const [rule, path, expected] of [
    ['/v2/images', '/v2/images', true],
    ['/v2/images', '/v2/images/x', false],
    ['/v2/images', '/v2/Images', false],
    ['/v2/images', '/v2/im%61ges', false],
    ['/v2/images/*', '/v2/images/x', true],
    ['/v2/images/*', '/v2/images/', false],
    ['/v2/images/*', '/v2/images/x/file', false],
    ['/v2/images/{image_id}/file', '/v2/images/x/file', true],
    ['/v2/images/{image_id}/file', '/v2/images/x/y/file', false],
    ['/v2/images/**', '/v2/images/x/members/y', true],
    ['/v2/images**', '/v2/images', true],
    ['/v2/*/x', '/v2/a.b/x', true],
    ['/v2/a.c', '/v2/abc', false],
    ['/v2/{', '/v2/{', true],
    ['**', '/anything/at/all', true],
    ['', '/', false],
  ] as const) {
    assert.equal(allows(rule, path), expected, `${rule} and ${path}`);
  }
});

test('method and service have to be the ones of the rule, and one rule is enough', () => {
  const rules = [
    { service: 'compute', method: 'GET', path: '**' },
    { service: 'image', method: 'PUT', path: '/v2/images/*/file' },
  ];
  assert.equal(isAllowed(rules, { method: 'GET', path: '/v2/images' }), false);
  assert.equal(isAllowed(rules, { method: 'PUT', path: '/v2/images/x/file' }), true);
  assert.equal(isAllowed([], { method: 'GET', path: '/v2/images' }), false);
});

test('any pattern matches what the expression that it stands for matches', () => {
  const piece = fc.constantFrom('a', 'b', '/', '*', '**', '{x}', '.');
  const text = fc.array(fc.constantFrom('a', 'b', '/', '.'), { maxLength: 10 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), text, (pieces, path) => {
      const pattern = pieces.join('');
      const source = pattern.replaceAll(/\*\*|\*|\{x\}|\./g, (part) =>
        part === '**' ? '.*' : part === '.' ? '\\.' : '[^/]+',
      );
      assert.equal(allows(pattern, path), new RegExp(`^${source}$`).test(path), `${pattern} and ${path}`);
    }),
    { numRuns: 2000 },
  );
});

test('a pattern that a backtracking matcher would chew on for ever takes no time', { timeout: 10_000 }, () => {
  assert.equal(allows(`${'**a'.repeat(40)}b`, 'a'.repeat(16_000)), false);
});
