export { createIdentity, type Identity } from './identity.ts';
export { createKeystone, type Keystone } from './keystone/keystone.ts';
export { createSessions, type NewSession, type Session, type Sessions } from './sessions.ts';
export { loadTokenKeys, sharedTokenKeys } from './token-keys.ts';
export type { IdentityStore } from './identity-store.ts';
export type { ProjectRecovery } from './project-recovery.ts';
export type { Domain } from './domain.ts';
export type { Project } from './project.ts';
export type { User } from './user.ts';
export type { Role } from './role.ts';
export type { AssignmentFilter, AssignmentTarget } from './assignment.ts';
export type { NamedAssignment } from './named-assignment.ts';
export type { NamedRoleInference } from './roles.ts';
export type { NamedCredential, RoleReference } from './application-credentials.ts';
export type { Authorization } from './authorization.ts';
export type { TokenCaller } from './tokens.ts';
export type {
  ApplicationCredentialReference,
  DomainReference,
  ProjectReference,
  Proof,
  RequestedScope,
  SignIn,
  UserReference,
} from './sign-in.ts';
export type { PageRequest } from './page.ts';
