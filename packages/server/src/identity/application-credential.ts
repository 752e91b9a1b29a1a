import type { ApplicationCredentialId, ProjectId, RoleId, UserId } from '../kernel/ids.ts';

/**
 * A secret with which a program acts for a user on one project, with some of the user's roles there. It has never more
 * rights than the user has now. The name is unique for the user.
 */
export interface ApplicationCredential {
  readonly id: ApplicationCredentialId;
  readonly userId: UserId;
  readonly projectId: ProjectId;
  readonly name: string;
  readonly description: string | null;
  readonly roleIds: readonly RoleId[];
  /** May make and delete application credentials itself. */
  readonly unrestricted: boolean;
  /** Milliseconds since the epoch; null never expires. */
  readonly expiresAt: number | null;
}
