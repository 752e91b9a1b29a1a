import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import {
  parseDomainId,
  parseProjectId,
  parseUserId,
  type DomainId,
  type ProjectId,
  type UserId,
} from '../../kernel/ids.ts';
import type { AccessRule } from './access-rules.ts';

const ID_AND_NAME = Type.Object({ id: Type.String(), name: Type.String() });
const IN_DOMAIN = Type.Object({ ...ID_AND_NAME.properties, domain: ID_AND_NAME });

const ACCESS_RULE = Type.Object({ service: Type.String(), method: Type.String(), path: Type.String() });

/** What is read of Keystone's answer. https://docs.openstack.org/api-ref/identity/v3/#validate-and-show-information-for-token */
const WIRE_TOKEN = Type.Object({
  expires_at: Type.String(),
  issued_at: Type.String(),
  user: IN_DOMAIN,
  project: Type.Optional(IN_DOMAIN),
  domain: Type.Optional(ID_AND_NAME),
  system: Type.Optional(Type.Object({})),
  roles: Type.Optional(Type.Array(ID_AND_NAME)),
  is_admin_project: Type.Optional(Type.Boolean()),
  application_credential: Type.Optional(Type.Object({ access_rules: Type.Optional(Type.Array(ACCESS_RULE)) })),
});
const BODY = Compile(Type.Object({ token: WIRE_TOKEN }));

export type KeystoneScope =
  | { readonly kind: 'unscoped' }
  | { readonly kind: 'project'; readonly projectId: ProjectId; readonly projectName: string }
  | { readonly kind: 'domain'; readonly domainId: DomainId }
  | { readonly kind: 'system' };

/** A token that holds, as Keystone described it. */
export interface KeystoneToken {
  readonly userId: UserId;
  readonly userName: string;
  readonly userDomainId: DomainId;
  readonly scope: KeystoneScope;
  /** Names, implied roles included. */
  readonly roles: ReadonlySet<string>;
  /** False when Keystone names one project for administrators and this is another one. */
  readonly inAdminProject: boolean;
  /** What the application credential may be used for; null when it is not restricted, or there is none. */
  readonly accessRules: readonly AccessRule[] | null;
  /** Milliseconds since the epoch, by Keystone's clock. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Every text in the description. An id that is not among them has nothing to do with this token. */
  readonly mentions: ReadonlySet<string>;
}

/** Null when `body` does not describe a token. */
export function parseKeystoneToken(body: unknown): KeystoneToken | null {
  if (!BODY.Check(body)) return null;
  const { token } = body;
  const userId = parseUserId(token.user.id);
  const userDomainId = parseDomainId(token.user.domain.id);
  const scope = scopeOf(token);
  const issuedAt = Date.parse(token.issued_at);
  const expiresAt = Date.parse(token.expires_at);
  if (userId === null || userDomainId === null || scope === null) return null;
  if (Number.isNaN(issuedAt) || Number.isNaN(expiresAt)) return null;
  return {
    userId,
    userName: token.user.name,
    userDomainId,
    scope,
    roles: new Set(token.roles?.map((role) => role.name)),
    inAdminProject: token.is_admin_project ?? true,
    accessRules: token.application_credential?.access_rules ?? null,
    issuedAt,
    expiresAt,
    mentions: new Set(texts(token)),
  };
}

function scopeOf({ project, domain, system }: Static<typeof WIRE_TOKEN>): KeystoneScope | null {
  if (project !== undefined) {
    const projectId = parseProjectId(project.id);
    return projectId && { kind: 'project', projectId, projectName: project.name };
  }
  if (domain !== undefined) {
    const domainId = parseDomainId(domain.id);
    return domainId && { kind: 'domain', domainId };
  }
  return { kind: system === undefined ? 'unscoped' : 'system' };
}

/** Every text that `value` holds, however deep. */
function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* texts(inner);
}
