import assert from 'node:assert/strict';
import { it } from 'node:test';
import { failsWith } from '../testing/fails-with.ts';
import { stateAt, retiredAtOf } from './deprecation-state.ts';
import {
  checkFacts,
  deprecationOf,
  familyOf,
  isOptimized,
  NOT_DEPRECATED,
  releasedAtOf,
  withDeprecation,
  withoutFacts,
  withRelease,
} from './image-facts.ts';

it('a family is named as Yandex names them', () => {
  for (const name of ['abc', 'ubuntu-24-04', 'a1', 'a'.repeat(63), 'a--b'])
    assert.equal(familyOf({ properties: { family: name } }), name.length < 3 ? null : name);
  for (const name of ['', 'ab', 'Abc', '1abc', '-abc', 'abc-', 'a_b', 'абв', `a${'b'.repeat(63)}`, 'abc\n']) {
    assert.equal(familyOf({ properties: { family: name } }), null, name);
    assert.throws(() => checkFacts({ family: name }, {}), failsWith('invalid'), name);
  }
});

it('clients set what is theirs, and hand back unchanged what is not', () => {
  checkFacts({ family: 'abc', ingot_optimized: 'true', ingot_release: 'held', other: 'x' }, {});
  checkFacts({}, { family: 'abc', ingot_optimized: 'true', ingot_release: '2026-01-01T00:00:00.000Z' });
  const present = { ingot_deprecated_at: '2026-01-01T00:00:00.000Z', family: 'NOT A NAME' };
  checkFacts({ ...present, name: 'new' }, present);
  for (const properties of [{}, { ingot_deprecated_at: '2027-01-01T00:00:00.000Z' }]) {
    assert.throws(() => checkFacts({ family: 'NOT A NAME', ...properties }, present), failsWith('forbidden'));
  }
  for (const name of ['ingot_replacement', 'ingot_anything', 'ingot_obsolete_at']) {
    assert.throws(() => checkFacts({ [name]: 'x' }, {}), failsWith('forbidden'));
  }
  assert.throws(() => checkFacts({ ingot_optimized: 'yes' }, {}), failsWith('invalid', /true or false/));
  assert.throws(() => checkFacts({ ingot_release: '2027-01-01T00:00:00.000Z' }, {}), failsWith('invalid'));
});

it('an image is released when it was made, when it was promoted, or not yet', () => {
  assert.equal(releasedAtOf({ createdAt: 5, properties: {} }), 5);
  assert.equal(releasedAtOf({ createdAt: 5, properties: { ingot_release: 'held' } }), null);
  assert.equal(releasedAtOf({ createdAt: 5, properties: withRelease({ ingot_release: 'held' }, 9) }), 9);
});

it('what is said of a deprecation comes back, and nothing of it stays', () => {
  const replacementId = null;
  const said = { deprecatedAt: 1000, obsoleteAt: 2000, replacementId, reason: 'Old.' };
  const properties = withDeprecation({ family: 'abc' }, said);
  assert.deepEqual(deprecationOf({ properties }), said);
  assert.equal(properties['ingot_deprecated_at'], '1970-01-01T00:00:01.000Z');
  assert.deepEqual(withDeprecation(properties, NOT_DEPRECATED), { family: 'abc' });
  assert.deepEqual(
    [999, 1000, 1999, 2000].map((now) => stateAt(said, now)),
    ['ACTIVE', 'DEPRECATED', 'DEPRECATED', 'OBSOLETE'],
  );
  assert.equal(retiredAtOf({ properties }), 1000);
  assert.equal(retiredAtOf({ properties: { ingot_obsolete_at: '1970-01-01T00:00:03Z' } }), 3000);
});

it('what is made of an image is in no family, and says nothing of its facts', () => {
  const properties = { family: 'abc', ingot_release: 'held', ingot_optimized: 'true', os_distro: 'debian' };
  assert.deepEqual(withoutFacts(properties), { os_distro: 'debian' });
});

it('properties of the names of what every object has are no facts', () => {
  const properties = Object.create({ family: 'abc', ingot_optimized: 'true' }) as Record<string, string>;
  assert.equal(familyOf({ properties }), null);
  assert.equal(isOptimized({ properties }), false);
});
