import type { DomainId, ProjectId, UserId } from '../kernel/ids.ts';

/** Who can sign in. The name is unique in the domain; the password hash never leaves the store with the user. */
export interface User {
  readonly id: UserId;
  readonly domainId: DomainId;
  readonly name: string;
  readonly enabled: boolean;
  readonly email: string | null;
  readonly description: string | null;
  /** The scope of a sign-in that names none, if the user has a role there. */
  readonly defaultProjectId: ProjectId | null;
  /**
   * Grows when the password changes and when the user is disabled. A token carries the value it was issued under and
   * holds only while it is the current one.
   */
  readonly tokenGeneration: number;
}
