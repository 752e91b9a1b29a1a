import assert from 'node:assert/strict';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import {
  newApplicationCredentialId,
  newDomainId,
  newProjectId,
  newUserId,
  parseDomainId,
  parseUserId,
} from '../kernel/ids.ts';
import { openToken, sealToken, type TokenKeys } from './token-seal.ts';
import { AUTHENTICATION_METHODS, type Scope, type Token } from './token.ts';

const key = (): KeyObject => createSecretKey(randomBytes(32));
const KEYS: TokenKeys = [key()];

/** Ids that were given by somebody else may be any 64 characters of Keystone's. */
const LONG = parseUserId('Ab-_'.repeat(16)) ?? newUserId();
const SHORT = parseDomainId('default') ?? newDomainId();

const scopes: fc.Arbitrary<Scope> = fc.constantFrom<Scope>(
  { kind: 'unscoped' },
  { kind: 'project', projectId: newProjectId() },
  { kind: 'domain', domainId: newDomainId() },
  { kind: 'domain', domainId: SHORT },
);
const auditIds = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const times = fc.integer({ min: 0, max: 2 ** 45 });
const tokens: fc.Arbitrary<Token> = fc.record(
  {
    userId: fc.constantFrom(newUserId(), LONG),
    scope: scopes,
    methods: fc.subarray([...AUTHENTICATION_METHODS], { minLength: 1 }),
    issuedAt: times,
    expiresAt: times,
    auditId: auditIds,
    parentAuditId: fc.option(auditIds),
    applicationCredentialId: fc.option(fc.constant(newApplicationCredentialId())),
    generation: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  },
  { noNullPrototype: true },
);

const LARGEST: Token = {
  userId: newUserId(),
  scope: { kind: 'project', projectId: newProjectId() },
  methods: [...AUTHENTICATION_METHODS],
  issuedAt: 1_800_000_000_000,
  expiresAt: 1_800_000_000_000,
  auditId: randomBytes(16).toString('base64url'),
  parentAuditId: randomBytes(16).toString('base64url'),
  applicationCredentialId: newApplicationCredentialId(),
  generation: 7,
};

test('what is sealed can be opened, whatever is in it', () => {
  fc.assert(
    fc.property(tokens, (token) => {
      assert.deepEqual(openToken(sealToken(token, KEYS), KEYS), token);
    }),
    { numRuns: 300 },
  );
});

test('the largest token fits into 255 characters that need no escaping', () => {
  const sealed = sealToken(LARGEST, KEYS);
  assert.match(sealed, /^[A-Za-z0-9_-]{100,255}$/);
});

test('two tokens with the same content do not look alike', () => {
  assert.notEqual(sealToken(LARGEST, KEYS), sealToken(LARGEST, KEYS));
});

test('no changed, cut or respelled token opens', () => {
  const sealed = sealToken(LARGEST, KEYS);
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.equal(openToken(changed.toString('base64url'), KEYS), null, `byte ${at}`);
  }
  for (const length of [0, 1, 12, 28, 29, bytes.length - 1]) {
    assert.equal(openToken(bytes.subarray(0, length).toString('base64url'), KEYS), null, `${length} bytes`);
  }
  for (const text of [`${sealed}=`, `${sealed}A`, ` ${sealed}`, `${sealed}\n`, 'ä'.repeat(100), 'A'.repeat(10_000)]) {
    assert.equal(openToken(text, KEYS), null);
  }
});

test('the same bytes in another spelling are not the token', () => {
  // 41 bytes leave four unused bits in the last character.
  const unscoped: Token = {
    ...LARGEST,
    scope: { kind: 'unscoped' },
    applicationCredentialId: null,
    methods: ['token'],
  };
  const sealed = sealToken(unscoped, KEYS);
  const bytes = Buffer.from(sealed, 'base64url');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const respelled = alphabet
    .split('')
    .map((last) => sealed.slice(0, -1) + last)
    .filter((text) => text !== sealed && Buffer.from(text, 'base64url').equals(bytes));
  assert.notEqual(respelled.length, 0);
  for (const text of respelled) assert.equal(openToken(text, KEYS), null);
});

test('a changed first key still opens what the old one sealed, until it is gone', () => {
  const old = key();
  const fresh = key();
  const sealed = sealToken(LARGEST, [old]);
  assert.deepEqual(openToken(sealed, [fresh, old]), LARGEST);
  assert.equal(openToken(sealed, [fresh]), null);
  assert.deepEqual(openToken(sealToken(LARGEST, [fresh, old]), [fresh]), LARGEST);
});
