import { Type, type Static } from 'typebox';
import type {
  ApplicationCredentialReference,
  DomainReference,
  ProjectReference,
  Proof,
  RequestedScope,
  SignIn,
  UserReference,
} from '../../../identity/index.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { parseApplicationCredentialId, parseDomainId, parseProjectId, parseUserId } from '../../../kernel/ids.ts';
import { optional } from './request-body.ts';

const TEXT = Type.String({ maxLength: 4096 });
const DOMAIN = Type.Object({ id: optional(TEXT), name: optional(TEXT) });
const USER = { id: optional(TEXT), name: optional(TEXT), domain: optional(DOMAIN) };
const PROJECT = Type.Object({ id: optional(TEXT), name: optional(TEXT), domain: optional(DOMAIN) });
const SCOPE = Type.Object({
  project: optional(PROJECT),
  domain: optional(DOMAIN),
  system: Type.Optional(Type.Unknown()),
  unscoped: Type.Optional(Type.Unknown()),
  'OS-TRUST:trust': Type.Optional(Type.Unknown()),
});
const IDENTITY = Type.Object({
  methods: Type.Array(Type.String(), { minItems: 1, maxItems: 8 }),
  password: Type.Optional(Type.Object({ user: Type.Object({ ...USER, password: TEXT }) })),
  token: Type.Optional(Type.Object({ id: TEXT })),
  application_credential: Type.Optional(
    Type.Object({ id: optional(TEXT), name: optional(TEXT), user: optional(Type.Object(USER)), secret: TEXT }),
  ),
});

/** https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management */
export const AUTH_BODY = Type.Object({
  auth: Type.Object({ identity: IDENTITY, scope: optional(Type.Union([Type.Literal('unscoped'), SCOPE])) }),
});

/** @throws IngotError `invalid` for what is incomplete; `unauthenticated` for an id that nothing can have. */
export function parseSignIn({ auth }: Static<typeof AUTH_BODY>, remoteAddress: string): SignIn {
  return { proof: parseProof(auth.identity), scope: parseScope(auth.scope), remoteAddress };
}

function parseProof(identity: Static<typeof IDENTITY>): Proof {
  const [method, ...more] = identity.methods;
  if (more.length > 0) throw new IngotError('invalid', 'Only one method of authentication can be used at a time.');
  const { password, token, application_credential: credential } = identity;
  if (method === 'password' && password !== undefined) {
    return { method, user: parseUser(password.user), password: password.user.password };
  }
  if (method === 'token' && token !== undefined) return { method, token: token.id };
  if (method === 'application_credential' && credential !== undefined) {
    return { method, credential: parseCredential(credential), secret: credential.secret };
  }
  throw new IngotError(
    'invalid',
    `auth.identity lacks "${method}", or it is not a known method: password, token, application_credential.`,
  );
}

function parseScope(scope: Static<typeof AUTH_BODY>['auth']['scope']): RequestedScope {
  if (scope === undefined || scope === null) return { kind: 'default' };
  if (scope === 'unscoped' || scope.unscoped !== undefined) return { kind: 'unscoped' };
  if (scope.project) return { kind: 'project', project: parseProject(scope.project) };
  if (scope.domain) return { kind: 'domain', domain: parseDomain(scope.domain, 'auth.scope.domain') };
  const reason = scope.system === undefined ? 'It must be a project or a domain' : 'There is no system scope here';
  throw new IngotError('invalid', `auth.scope cannot be used. ${reason}; use a project on which you are admin.`);
}

interface Named {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly domain?: { readonly id?: string | null; readonly name?: string | null } | null;
}

function parseUser(user: Named): UserReference {
  if (typeof user.id === 'string') return { id: possibleId(parseUserId(user.id)) };
  return { name: given(user.name, 'a user'), domain: parseDomain(user.domain, "a user's domain") };
}

function parseProject(project: Named): ProjectReference {
  if (typeof project.id === 'string') return { id: possibleId(parseProjectId(project.id)) };
  return { name: given(project.name, 'a project'), domain: parseDomain(project.domain, "a project's domain") };
}

function parseDomain(domain: Named['domain'], what: string): DomainReference {
  if (typeof domain?.id === 'string') return { id: possibleId(parseDomainId(domain.id)) };
  return { name: given(domain?.name, what) };
}

function parseCredential(credential: Named & { readonly user?: Named | null }): ApplicationCredentialReference {
  if (typeof credential.id === 'string') return { id: possibleId(parseApplicationCredentialId(credential.id)) };
  const name = given(credential.name, 'an application credential');
  if (!credential.user) throw new IngotError('invalid', 'An application credential by name needs its user.');
  return { name, user: parseUser(credential.user) };
}

function given(name: string | null | undefined, what: string): string {
  if (typeof name === 'string') return name;
  throw new IngotError('invalid', `The request does not say ${what}: an id or a name is needed.`);
}

function possibleId<Id>(id: Id | null): Id {
  if (id === null) throw new IngotError('unauthenticated', 'The request you have made requires authentication.');
  return id;
}
