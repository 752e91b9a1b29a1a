import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as fc from 'fast-check';
import { matcher } from './name-pattern.ts';

function matches(pattern: string, name: string, ignoreCase = false): boolean {
  return matcher(Buffer.from(pattern), ignoreCase)(Buffer.from(name));
}

it('stands for any run of bytes', () => {
  assert.ok(matches('ssh_host_*_key', 'ssh_host_rsa_key'));
  assert.ok(matches('*.leases', 'dhclient.eth0.leases'));
  assert.ok(matches('*', 'x'));
  assert.ok(!matches('ssh_host_*_key', 'ssh_host_rsa_key.pub'));
  assert.ok(!matches('a*a', 'a'));
});

it('leaves hidden names alone unless it asks for them', () => {
  assert.ok(!matches('*', '.ssh'));
  assert.ok(matches('.*', '.ssh'));
});

it('can be without case', () => {
  assert.ok(matches('NTUSER.*', 'ntuser.dat', true));
  assert.ok(!matches('NTUSER.*', 'ntuser.dat'));
});

it('agrees with a regular expression', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  const name = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(text, name, (pattern, candidate) => {
      const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(candidate);
      return matches(pattern, candidate) === expected;
    }),
  );
});
