import { isAdmin, isMemberOf, type Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditQuery, AuditStore } from './audit-store.ts';

/** Who changed what, when and from where, and who was not let. */
export interface AuditLog {
  /**
   * The newest first: of every project to administrators, of his own to whoever may change things in it.
   *
   * @param limit 1 to 1000
   * @throws IngotError `forbidden`.
   */
  entryList(caller: Caller, query: AuditQuery, limit: number): Promise<AuditPage>;
}

export interface AuditPage {
  readonly items: readonly AuditEntry[];
  readonly more: boolean;
}

export function createAuditLog({ entriesList }: Pick<AuditStore, 'entriesList'>): AuditLog {
  return {
    entryList: async (caller, query, limit) => {
      const found = await entriesList({ ...query, ...scopeOf(caller, query), limit: limit + 1 });
      return { items: found.slice(0, limit), more: found.length > limit };
    },
  };
}

function scopeOf(caller: Caller, { projectId }: AuditQuery): Pick<AuditQuery, 'projectId'> {
  if (isAdmin(caller)) return {};
  const own = caller.projectId;
  if (own !== null && isMemberOf(caller, own) && (projectId ?? own) === own) return { projectId: own };
  throw new IngotError('forbidden', 'The audit log of a project is for its members, that of all for administrators.');
}
