import type { DomainId, ProjectId, RoleId, UserId } from '../kernel/ids.ts';

/** Where a role is held. */
export type AssignmentTarget =
  | { readonly kind: 'project'; readonly projectId: ProjectId }
  | { readonly kind: 'domain'; readonly domainId: DomainId };

/** A user holds a role on a project or a domain. */
export interface Assignment {
  readonly userId: UserId;
  readonly roleId: RoleId;
  readonly target: AssignmentTarget;
}

/** Which assignments; every part narrows, an absent part does not. */
export interface AssignmentFilter {
  readonly userId?: UserId;
  readonly roleId?: RoleId;
  readonly target?: AssignmentTarget;
}
