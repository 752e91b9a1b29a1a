import { isAdmin, type Caller } from '../kernel/caller.ts';
import type { UserId } from '../kernel/ids.ts';
import { forbidden, found, requireAdmin } from './access.ts';
import type { Assignment, AssignmentFilter, AssignmentTarget } from './assignment.ts';
import type { IdentityReader, IdentityStore } from './identity-store.ts';
import { nameAssignments, type NamedAssignment } from './named-assignment.ts';
import { effectiveRoles, type Role } from './role.ts';

/** For administrators, except where said. */
export interface Assignments {
  /** Does nothing where it is there already. @throws IngotError `not-found` for an unknown user, role or target. */
  assignmentAdd(caller: Caller, assignment: Assignment): Promise<void>;
  /** @throws IngotError `not-found` where there is none. */
  assignmentCheck(caller: Caller, assignment: Assignment): Promise<void>;
  /** Takes the right away at once, from tokens and application credentials too. */
  assignmentRemove(caller: Caller, assignment: Assignment): Promise<void>;
  /** What a user holds on a target, without what it implies. */
  assignedRoleList(caller: Caller, userId: UserId, target: AssignmentTarget): Promise<readonly Role[]>;
  /** A user may see his own. `effective` adds what is implied. */
  assignmentList(
    caller: Caller,
    filter: AssignmentFilter,
    options: { readonly effective: boolean },
  ): Promise<AssignmentList>;
}

export interface AssignmentList {
  readonly items: readonly NamedAssignment[];
  /** There are more than one answer takes; filters are the way out. */
  readonly truncated: boolean;
}

const MAX_ASSIGNMENTS = 10_000;

export function createAssignments(store: IdentityStore): Assignments {
  return {
    assignmentAdd: (caller, assignment) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        await requireParts(writer, assignment.userId, assignment.target);
        found(await writer.roleGet(assignment.roleId), 'role', assignment.roleId);
        await writer.assignmentInsert(assignment);
      });
    },
    assignmentCheck: async (caller, assignment) => {
      requireAdmin(caller);
      await requireAssigned(store, assignment);
    },
    assignmentRemove: (caller, assignment) => {
      requireAdmin(caller);
      return store.write(async (writer) => {
        await requireAssigned(writer, assignment);
        await writer.assignmentDelete(assignment);
      });
    },
    assignedRoleList: async (caller, userId, target) => {
      requireAdmin(caller);
      await requireParts(store, userId, target);
      return store.assignedRoles(userId, target);
    },
    assignmentList: async (caller, filter, { effective }) => {
      if (!isAdmin(caller) && filter.userId !== caller.userId) throw forbidden();
      if (!effective) return named(store, await store.assignmentList(filter, MAX_ASSIGNMENTS + 1));
      const { roleId, ...rest } = filter;
      const expanded = await withImplied(store, await store.assignmentList(rest, MAX_ASSIGNMENTS + 1));
      return named(store, roleId === undefined ? expanded : expanded.filter((one) => one.roleId === roleId));
    },
  };
}

async function named(store: IdentityReader, all: readonly Assignment[]): Promise<AssignmentList> {
  return {
    items: await nameAssignments(store, all.slice(0, MAX_ASSIGNMENTS)),
    truncated: all.length > MAX_ASSIGNMENTS,
  };
}

async function withImplied(store: IdentityReader, assignments: readonly Assignment[]): Promise<readonly Assignment[]> {
  const inferences = await store.roleInferences();
  const expanded = new Map<string, Assignment>();
  for (const { userId, roleId, target } of assignments) {
    for (const effective of effectiveRoles([roleId], inferences)) {
      expanded.set(`${userId} ${targetKey(target)} ${effective}`, { userId, roleId: effective, target });
    }
  }
  return [...expanded.values()];
}

function targetKey(target: AssignmentTarget): string {
  return target.kind === 'project' ? `project ${target.projectId}` : `domain ${target.domainId}`;
}

async function requireParts(store: IdentityReader, userId: UserId, target: AssignmentTarget): Promise<void> {
  found(await store.userGet(userId), 'user', userId);
  if (target.kind === 'project') found(await store.projectGet(target.projectId), 'project', target.projectId);
  else found(await store.domainGet(target.domainId), 'domain', target.domainId);
}

async function requireAssigned(store: IdentityReader, assignment: Assignment): Promise<void> {
  const { userId, roleId, target } = assignment;
  const held = (await store.assignmentHas(assignment)) ? assignment : null;
  found(held, 'role assignment', `role ${roleId} of user ${userId} on ${targetKey(target)}`);
}
