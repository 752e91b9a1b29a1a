import { isAdmin, isMemberOf, isReaderOf, type Caller } from './caller.ts';
import { IngotError } from './errors.ts';
import type { ProjectId } from './ids.ts';

/*
 * The rule for what belongs to a project: its readers see it, its members change it, and administrators do both everywhere;
 * to everybody else it does not exist.
 */

/** Whether things of a project may be seen. */
export function maySee(caller: Caller, owner: ProjectId): boolean {
  return isAdmin(caller) || isReaderOf(caller, owner);
}

/** @throws what `notFound` makes, for what is not there and for what the caller may not know of. */
export function requireSeen<Thing extends { readonly ownerId: ProjectId }>(
  caller: Caller,
  thing: Thing | null,
  notFound: () => IngotError,
): Thing {
  if (thing && maySee(caller, thing.ownerId)) return thing;
  throw notFound();
}

/** @throws `forbidden` to those who may not change things of the project. */
export function requireMember(caller: Caller, owner: ProjectId): void {
  if (isAdmin(caller) || isMemberOf(caller, owner)) return;
  throw new IngotError('forbidden', `This takes the role member in project ${owner}.`);
}

/** @throws `forbidden`. */
export function requireAdmin(caller: Caller): void {
  if (!isAdmin(caller)) throw new IngotError('forbidden', 'Only administrators may do this.');
}

/** The project that something new belongs to. @param things in a sentence, such as `Volumes`. @throws `forbidden`. */
export function projectToFill(caller: Caller, things: string): ProjectId {
  if (caller.projectId === null) {
    throw new IngotError('forbidden', `${things} belong to a project: ask for a token of one.`);
  }
  requireMember(caller, caller.projectId);
  return caller.projectId;
}

/** Whose things a list shows; null: everybody's. @param things in a sentence, such as `Volumes`. @throws `forbidden`. */
export function listedOwner(
  caller: Caller,
  things: string,
  query: { readonly allProjects?: boolean; readonly owner?: ProjectId },
): ProjectId | null {
  if (query.allProjects && isAdmin(caller)) return query.owner ?? null;
  if (isReaderOf(caller, caller.projectId)) return caller.projectId;
  throw new IngotError('forbidden', `${things} are listed by those who have the role reader in a project.`);
}
