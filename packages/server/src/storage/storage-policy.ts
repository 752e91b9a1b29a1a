import { isAdmin, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';

/** @throws IngotError `forbidden` for anybody but an administrator: the store belongs to all projects together. */
export function requireStorekeeper(caller: Caller): void {
  if (!isAdmin(caller)) throw new IngotError('forbidden', 'Only administrators may look after the store.');
}
