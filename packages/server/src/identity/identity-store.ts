import type { ApplicationCredentialId, DomainId, ProjectId, RoleId, UserId } from '../kernel/ids.ts';
import type { ApplicationCredential } from './application-credential.ts';
import type { Assignment, AssignmentFilter, AssignmentTarget } from './assignment.ts';
import type { Domain } from './domain.ts';
import type { FailedLogins } from './failed-logins.ts';
import type { Slice } from './page.ts';
import type { Project } from './project.ts';
import type { Role, RoleInference } from './role.ts';
import type { User } from './user.ts';

/** Every part narrows; an absent part does not. */
export interface DomainFilter {
  readonly name?: string;
  readonly enabled?: boolean;
  /** Those on which this user holds a role. */
  readonly assignedTo?: UserId;
}

export interface ProjectFilter {
  readonly name?: string;
  readonly enabled?: boolean;
  readonly domainId?: DomainId;
  /** Those on which this user holds a role. */
  readonly assignedTo?: UserId;
  /** Those that have all of these. */
  readonly tags?: readonly string[];
}

export interface UserFilter {
  readonly name?: string;
  readonly enabled?: boolean;
  readonly domainId?: DomainId;
}

export interface RoleFilter {
  readonly name?: string;
}

export interface ApplicationCredentialFilter {
  readonly userId: UserId;
  readonly name?: string;
}

/** Lists are in order of (name, id), except where said. */
export interface IdentityReader {
  domainGet(id: DomainId): Promise<Domain | null>;
  domainByName(name: string): Promise<Domain | null>;
  domainList(filter: DomainFilter, slice: Slice): Promise<readonly Domain[]>;

  projectGet(id: ProjectId): Promise<Project | null>;
  projectByName(domainId: DomainId, name: string): Promise<Project | null>;
  projectList(filter: ProjectFilter, slice: Slice): Promise<readonly Project[]>;

  userGet(id: UserId): Promise<User | null>;
  userByName(domainId: DomainId, name: string): Promise<User | null>;
  userList(filter: UserFilter, slice: Slice): Promise<readonly User[]>;
  /** Null for a user without a password, and for none. */
  userPasswordHash(id: UserId): Promise<string | null>;

  roleGet(id: RoleId): Promise<Role | null>;
  roleByName(name: string): Promise<Role | null>;
  roleList(filter: RoleFilter, slice: Slice): Promise<readonly Role[]>;
  /** All of them: there are as many as an administrator has patience for. */
  roleInferences(): Promise<readonly RoleInference[]>;

  assignmentHas(assignment: Assignment): Promise<boolean>;
  /** At most `limit`; those on projects first, then in order of user, target, role. */
  assignmentList(filter: AssignmentFilter, limit: number): Promise<readonly Assignment[]>;
  /** What the user holds on the target, without what it implies. */
  assignedRoles(userId: UserId, target: AssignmentTarget): Promise<readonly Role[]>;

  applicationCredentialGet(id: ApplicationCredentialId): Promise<ApplicationCredential | null>;
  applicationCredentialByName(userId: UserId, name: string): Promise<ApplicationCredential | null>;
  applicationCredentialList(
    filter: ApplicationCredentialFilter,
    slice: Slice,
  ): Promise<readonly ApplicationCredential[]>;
  applicationCredentialSecretHash(id: ApplicationCredentialId): Promise<string | null>;

  isRevoked(auditId: string): Promise<boolean>;
}

/**
 * Updates write the whole record by its id. Deletes take with them whatever belongs to the thing: a domain its projects
 * and users, each of them its assignments and application credentials. Deleting what is gone does nothing.
 */
export interface IdentityWriter extends IdentityReader {
  domainInsert(domain: Domain): Promise<void>;
  domainUpdate(domain: Domain): Promise<void>;
  domainDelete(id: DomainId): Promise<void>;

  projectInsert(project: Project): Promise<void>;
  projectUpdate(project: Project): Promise<void>;
  projectDelete(id: ProjectId): Promise<void>;

  userInsert(user: User, passwordHash: string | null): Promise<void>;
  userUpdate(user: User): Promise<void>;
  userPasswordSet(id: UserId, passwordHash: string | null): Promise<void>;
  /** Does nothing where the hash is not `outdated` any more: the password has been changed meanwhile. */
  userPasswordReplace(id: UserId, outdated: string, passwordHash: string): Promise<void>;
  userDelete(id: UserId): Promise<void>;

  roleInsert(role: Role): Promise<void>;
  roleUpdate(role: Role): Promise<void>;
  roleDelete(id: RoleId): Promise<void>;
  roleInferenceInsert(inference: RoleInference): Promise<void>;
  roleInferenceDelete(inference: RoleInference): Promise<void>;

  /** Does nothing where it is there already. */
  assignmentInsert(assignment: Assignment): Promise<void>;
  assignmentDelete(assignment: Assignment): Promise<void>;

  applicationCredentialInsert(credential: ApplicationCredential, secretHash: string): Promise<void>;
  /** As `userPasswordReplace`. */
  applicationCredentialSecretReplace(id: ApplicationCredentialId, outdated: string, secretHash: string): Promise<void>;
  applicationCredentialDelete(id: ApplicationCredentialId): Promise<void>;

  /** @param expiresAt from when on the token is void anyway, in milliseconds since the epoch. */
  /** In base64, the newest first. */
  tokenKeyList(): Promise<readonly string[]>;
  tokenKeyInsert(key: string, createdAt: number): Promise<void>;

  revocationInsert(auditId: string, expiresAt: number): Promise<void>;
  /** Forgets revocations of tokens that have expired at `time`. */
  revocationPurge(time: number): Promise<void>;
}

/** Where identities are kept. */
export interface IdentityStore extends IdentityReader, FailedLogins {
  /**
   * Runs `work` in one transaction: all of it or nothing. Nothing but the store may be waited for inside.
   *
   * @throws IngotError `conflict` when a name is taken that has to be unique.
   */
  write<Result>(work: (writer: IdentityWriter) => Promise<Result>): Promise<Result>;
}
