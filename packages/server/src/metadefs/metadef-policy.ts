import { isAdmin, isReaderOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { NamespaceScope } from './metadef-store.ts';
import type { Namespace } from './namespace.ts';

/**
 * Who may do what with the catalog, as in Glance: whoever may read in his project sees public namespaces and those of
 * the project; administrators see all, and only they write.
 */
export function requireReader(caller: Caller): void {
  if (isAdmin(caller) || isReaderOf(caller, caller.projectId)) return;
  throw new IngotError('forbidden', 'Metadata definitions are for users with the role reader in a project.');
}

export function requireAdmin(caller: Caller): void {
  if (isAdmin(caller)) return;
  throw new IngotError('forbidden', 'Only an administrator may change metadata definitions.');
}

export function scopeOf(caller: Caller): NamespaceScope {
  return isAdmin(caller) ? { kind: 'all' } : { kind: 'project', project: caller.projectId };
}

/** @returns the namespace. @throws IngotError `not-found` when there is none or the caller may not know of it. */
export function visibleTo(caller: Caller, name: string, namespace: Namespace | null): Namespace {
  requireReader(caller);
  if (
    namespace !== null &&
    (isAdmin(caller) ||
      namespace.visibility === 'public' ||
      (namespace.ownerId !== null && namespace.ownerId === caller.projectId))
  ) {
    return namespace;
  }
  throw new IngotError('not-found', `Metadata definition namespace ${name} was not found.`);
}

/** As `visibleTo`, for one who is about to change it. @throws IngotError `forbidden` when he sees it, but may not. */
export function changeableBy(caller: Caller, name: string, namespace: Namespace | null): Namespace {
  const visible = visibleTo(caller, name, namespace);
  requireAdmin(caller);
  return visible;
}

/** @throws IngotError `forbidden` when nothing may be deleted from `namespace`. */
export function requireUnprotected(namespace: Namespace): void {
  if (!namespace.protected) return;
  throw new IngotError(
    'forbidden',
    `Metadata definition namespace ${namespace.name} is protected: neither it nor anything in it can be deleted. ` +
      'Set protected to false first.',
  );
}
