import { isAdmin, isMemberOf, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { ProjectId } from '../kernel/ids.ts';

/**
 * Recipes and their runs belong to a project: its readers see them, its members change and run them, administrators do both
 * everywhere; to everybody else they do not exist.
 */
export function maySee(caller: Caller, owner: ProjectId): boolean {
  return isAdmin(caller) || isReaderOf(caller, owner);
}

/** @throws `forbidden`. */
export function requireMember(caller: Caller, owner: ProjectId): void {
  if (isAdmin(caller) || isMemberOf(caller, owner)) return;
  throw new IngotError('forbidden', `This takes the role member in project ${owner}.`);
}

/** The project that something new belongs to. @throws `forbidden`. */
export function projectToFill(caller: Caller): ProjectId {
  if (caller.projectId === null) {
    throw new IngotError('forbidden', 'Recipes belong to a project: ask for a token of one.');
  }
  requireMember(caller, caller.projectId);
  return caller.projectId;
}

/** Whose things a list shows; null: everybody's. @throws `forbidden`. */
export function listedOwner(caller: Caller, allProjects: boolean): ProjectId | null {
  if (allProjects && isAdmin(caller)) return null;
  if (!isReaderOf(caller, caller.projectId)) {
    throw new IngotError('forbidden', 'Recipes are listed by those who have the role reader in a project.');
  }
  return caller.projectId;
}
