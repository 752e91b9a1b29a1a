import { isAdmin, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { UserId } from '../kernel/ids.ts';

/*
 * Who may do what here is short: administrators manage; everybody else sees himself and what he has a role on. Whoever
 * may not ask gets `forbidden` before anything is looked up, so the answer does not tell whether the thing exists.
 */

/** @throws IngotError `forbidden` */
export function requireAdmin(caller: Caller): void {
  if (!isAdmin(caller)) throw forbidden();
}

/** Administrators and the user himself. @throws IngotError `forbidden` */
export function requireSelfOrAdmin(caller: Caller, userId: UserId): void {
  if (caller.userId !== userId && !isAdmin(caller)) throw forbidden();
}

export function forbidden(): IngotError {
  return new IngotError('forbidden', 'You are not authorized to perform the requested action.');
}

/**
 * What was looked up, or the reason why there is nothing.
 *
 * @throws IngotError `not-found`
 */
export function found<Thing>(thing: Thing | null, kind: string, id: string): Thing {
  if (thing === null) throw new IngotError('not-found', `Could not find ${kind}: ${id}.`);
  return thing;
}
