import { parseApplicationCredentialId, parseDomainId, parseProjectId, parseUserId } from '../kernel/ids.ts';
import { AUTHENTICATION_METHODS, type Scope, type Token } from './token.ts';

/*
 * The body of a token, big-endian:
 *
 *   u8 layout (1) · u8 scope kind · u8 method count · u8 method … · u48 issued · u48 expires · u32 generation
 *   16 bytes audit id · id user · id scope (absent when unscoped) · id application credential · id parent audit id
 *
 * An id is a length byte and its bytes: 0 is "none", 0x80 means 16 bytes that stand for 32 hex digits, which is what
 * nearly all of them are; anything else is the length of the id as text.
 */
const LAYOUT = 1;
const PACKED_HEX = 0x80;
const SCOPE_KINDS = ['unscoped', 'project', 'domain'] as const satisfies readonly Scope['kind'][];
const HEX_ID = /^[0-9a-f]{32}$/;
const AUDIT_ID_BYTES = 16;

export function encodeToken(token: Token): Buffer {
  const head = Buffer.alloc(3 + token.methods.length + 16);
  let at = head.writeUInt8(LAYOUT, 0);
  at = head.writeUInt8(SCOPE_KINDS.indexOf(token.scope.kind), at);
  at = head.writeUInt8(token.methods.length, at);
  for (const method of token.methods) at = head.writeUInt8(AUTHENTICATION_METHODS.indexOf(method), at);
  at = head.writeUIntBE(token.issuedAt, at, 6);
  at = head.writeUIntBE(token.expiresAt, at, 6);
  head.writeUInt32BE(token.generation, at);
  return Buffer.concat([
    head,
    Buffer.from(token.auditId, 'base64url'),
    encodeId(token.userId),
    encodeScopeId(token.scope),
    encodeId(token.applicationCredentialId),
    encodeId(token.parentAuditId),
  ]);
}

function encodeScopeId(scope: Scope): Buffer {
  switch (scope.kind) {
    case 'unscoped':
      return encodeId(null);
    case 'project':
      return encodeId(scope.projectId);
    case 'domain':
      return encodeId(scope.domainId);
  }
}

function encodeId(id: string | null): Buffer {
  if (id === null) return Buffer.of(0);
  if (HEX_ID.test(id)) return Buffer.concat([Buffer.of(PACKED_HEX), Buffer.from(id, 'hex')]);
  return Buffer.concat([Buffer.of(id.length), Buffer.from(id, 'latin1')]);
}

/**
 * Null for a body of another layout, which a later version may have sealed.
 *
 * @param body authenticated by its seal, so a body of this layout is well-formed.
 */
export function decodeToken(body: Buffer): Token | null {
  const reader = new BodyReader(body);
  if (reader.integer(1) !== LAYOUT) return null;
  const kind = SCOPE_KINDS[reader.integer(1)];
  const methods = Array.from({ length: reader.integer(1) }, () => AUTHENTICATION_METHODS[reader.integer(1)]).filter(
    (method) => method !== undefined,
  );
  const issuedAt = reader.integer(6);
  const expiresAt = reader.integer(6);
  const generation = reader.integer(4);
  const auditId = reader.bytes(AUDIT_ID_BYTES).toString('base64url');
  const userId = reader.id(parseUserId);
  const scope = decodeScope(kind, reader);
  const applicationCredentialId = reader.id(parseApplicationCredentialId);
  const parentAuditId = reader.id((text) => text);
  if (userId === null || scope === null) return null;
  return { userId, scope, methods, issuedAt, expiresAt, auditId, parentAuditId, applicationCredentialId, generation };
}

function decodeScope(kind: Scope['kind'] | undefined, reader: BodyReader): Scope | null {
  switch (kind) {
    case 'project': {
      const projectId = reader.id(parseProjectId);
      return projectId === null ? null : { kind, projectId };
    }
    case 'domain': {
      const domainId = reader.id(parseDomainId);
      return domainId === null ? null : { kind, domainId };
    }
    case 'unscoped':
      reader.id((text) => text);
      return { kind };
    case undefined:
      return null;
  }
}

class BodyReader {
  readonly #body: Buffer;
  #at = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  bytes(length: number): Buffer {
    const bytes = this.#body.subarray(this.#at, this.#at + length);
    this.#at += length;
    return bytes;
  }

  integer(length: number): number {
    return this.bytes(length).readUIntBE(0, length);
  }

  id<Id>(parse: (text: string) => Id | null): Id | null {
    const length = this.integer(1);
    if (length === 0) return null;
    return parse(length === PACKED_HEX ? this.bytes(16).toString('hex') : this.bytes(length).toString('latin1'));
  }
}
