export { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
export type { IdentityStore } from './identity-store.ts';
export { loadTokenKeys } from './token-keys.ts';
export type { TokenKeys } from './token-seal.ts';
export { DEFAULT_DOMAIN_ID, type Domain } from './domain.ts';
export type { Project } from './project.ts';
export type { User } from './user.ts';
export type { Role } from './role.ts';
export type { Assignment, AssignmentTarget, AssignmentFilter } from './assignment.ts';
export type { ApplicationCredential } from './application-credential.ts';
export { AUTHENTICATION_METHODS } from './token.ts';
export type { Authorization } from './authorization.ts';
export type { IssuedToken, TokenCaller } from './tokens.ts';
export type {
  ApplicationCredentialReference,
  DomainReference,
  ProjectReference,
  Proof,
  RequestedScope,
  SignIn,
  UserReference,
} from './sign-in.ts';
export type { CreatedApplicationCredential, NamedCredential, RoleReference } from './application-credentials.ts';
export type { NamedRoleInference } from './roles.ts';
export { MAX_PAGE, type Page, type PageRequest } from './page.ts';
