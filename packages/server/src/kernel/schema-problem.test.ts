import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { schemaProblem } from './schema-problem.ts';

const closed = { additionalProperties: false };
const shape = Compile(
  Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 4 }),
      kind: Type.Optional(Type.Enum(['disk', 'iso'])),
      count: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
      text: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      place: Type.Optional(
        Type.Union([Type.Literal(false), Type.Object({ path: Type.String({ pattern: '^/' }) }, closed)]),
      ),
      ids: Type.Optional(Type.Array(Type.String(), { minItems: 1, maxItems: 2, uniqueItems: true })),
    },
    closed,
  ),
);

function told(value: unknown): string {
  const { path, what } = schemaProblem(shape.Errors(value));
  return `${path} ${what}`;
}

test('what a schema refuses is told by its place, in words that are no programmer’s', () => {
  const name = 'a';
  assert.equal(told({}), ' has to have name');
  assert.equal(told('x'), ' has to be an object');
  assert.equal(told({ name: '' }), '/name must not be empty');
  assert.equal(told({ name: 'abcde' }), '/name has more than 4 characters');
  assert.equal(told({ name, kind: 'tape' }), '/kind has to be one of disk, iso');
  assert.equal(told({ name, count: 1.5 }), '/count has to be a whole number');
  assert.equal(told({ name, count: 9 }), '/count has to be at most 8');
  assert.equal(told({ name, ids: [] }), '/ids has fewer than 1 entries');
  assert.equal(told({ name, ids: ['x', 'x'] }), '/ids has something twice');
  assert.equal(told({ name, other: 1 }), '/other is not known here');
});

test('of a union, what went further is meant, or all that it may be', () => {
  const name = 'a';
  assert.equal(told({ name, text: 5 }), '/text has to be text or null');
  assert.equal(told({ name, place: 5 }), '/place has to be a boolean or an object');
  assert.equal(told({ name, place: { path: 'x' } }), '/place/path has to match ^/');
  assert.equal(told({ name, place: { path: '/', more: 1 } }), '/place/more is not known here');
});
