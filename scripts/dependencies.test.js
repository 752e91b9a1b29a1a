import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingPackages } from './dependencies.js';

const lock = {
  packages: {
    '': {},
    'packages/disk': { version: '0.1.0' },
    'node_modules/@ingot/disk': { link: true },
    'node_modules/fastify': { version: '5.0.0', integrity: 'sha512-a' },
    'node_modules/oxlint': { version: '1.0.0', integrity: 'sha512-b', dev: true },
    'node_modules/darwin-only': { version: '1.0.0', integrity: 'sha512-c', optional: true },
    'node_modules/dev-or-optional': { version: '1.0.0', integrity: 'sha512-d', devOptional: true },
  },
};

/** @param {string[]} without @param {object} [changed] */
function installed(without, changed = {}) {
  const packages = { ...lock.packages, ...changed };
  return { packages: Object.fromEntries(Object.entries(packages).filter(([place]) => !without.includes(place))) };
}

test('an empty directory lacks what the service needs, and more with the development packages', () => {
  const service = ['node_modules/@ingot/disk', 'node_modules/fastify'];
  assert.deepEqual(missingPackages(lock, null, { dev: false }), service);
  assert.deepEqual(missingPackages(lock, null, { dev: true }), [...service, 'node_modules/oxlint']);
});

test('a full installation serves a start and the tests, one without development packages only a start', () => {
  assert.deepEqual(missingPackages(lock, installed([]), { dev: false }), []);
  assert.deepEqual(missingPackages(lock, installed([]), { dev: true }), []);
  const production = installed(['node_modules/oxlint', 'node_modules/dev-or-optional', 'node_modules/darwin-only']);
  assert.deepEqual(missingPackages(lock, production, { dev: false }), []);
  assert.deepEqual(missingPackages(lock, production, { dev: true }), ['node_modules/oxlint']);
});

test('another version, other bytes of the same version and a missing workspace link are noticed', () => {
  const place = 'node_modules/fastify';
  const older = installed([], { [place]: { version: '4.0.0', integrity: 'sha512-a' } });
  const other = installed([], { [place]: { version: '5.0.0', integrity: 'sha512-x' } });
  assert.deepEqual(missingPackages(lock, older, { dev: false }), [place]);
  assert.deepEqual(missingPackages(lock, other, { dev: false }), [place]);
  const unlinked = installed(['node_modules/@ingot/disk']);
  assert.deepEqual(missingPackages(lock, unlinked, { dev: false }), ['node_modules/@ingot/disk']);
});
