import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseProfile, ProfileError } from './parse-profile.ts';
import { profileHash } from './profile-hash.ts';

const words = { en: 'Text', ru: 'Текст' };
const rule = {
  id: 'motd',
  severity: 'requirement',
  title: words,
  reason: words,
  remedy: words,
  check: { check: 'file', paths: ['/etc/motd'], expect: 'present' },
};
const profile = { id: 'house-rules', version: '2026-11', title: words, description: words, rules: [rule] };

function withCheck(check: unknown): unknown {
  return { ...profile, rules: [{ ...rule, check }] };
}

describe('a profile from a file', () => {
  it('is read whole, with checks that are combined', () => {
    const check = { check: 'not', of: { check: 'any', of: [rule.check, { check: 'disk', expect: 'readable' }] } };
    assert.deepEqual(parseProfile(withCheck(check)), withCheck(check));
  });

  it('is refused with the place that is wrong', () => {
    const refusals: [unknown, RegExp][] = [
      [null, /Not a profile/],
      [{ ...profile, id: 'No Id' }, /\/id/],
      [{ ...profile, extra: 1 }, /Not a profile/],
      [{ ...profile, rules: [] }, /\/rules/],
      [{ ...profile, rules: [rule, rule] }, /rule motd twice/],
      [withCheck({ check: 'run', command: 'rm' }), /\/rules\/0\/check/],
      [withCheck({ check: 'file', paths: ['/etc/motd'], expect: 'maybe' }), /\/rules\/0\/check/],
      [withCheck({ check: 'link', path: '/a', target: '(' }), /"\(", which is no regular expression/],
      [withCheck({ check: 'not', of: { check: 'package', matching: '[' } }), /no regular expression/],
    ];
    for (const [value, message] of refusals) {
      assert.throws(
        () => parseProfile(value),
        (error) => error instanceof ProfileError && message.test(error.message),
        JSON.stringify(value),
      );
    }
    let deep: unknown = rule.check;
    for (let depth = 0; depth < 10; depth += 1) deep = { check: 'not', of: deep };
    assert.throws(() => parseProfile(withCheck(deep)), /8 deep/);
  });

  it('is named by its content, in whatever order it is written', () => {
    const turned = Object.fromEntries(Object.entries(profile).toReversed());
    const hash = profileHash(parseProfile(profile));
    assert.equal(profileHash(parseProfile(turned)), hash);
    assert.notEqual(profileHash(parseProfile({ ...profile, version: '2' })), hash);
  });
});
