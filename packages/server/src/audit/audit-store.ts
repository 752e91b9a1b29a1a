import type { ProjectId, UserId } from '../kernel/ids.ts';
import type { AuditEntry, AuditPlace } from './audit-entry.ts';

/** Where entries are kept. They are added and, when they are old, forgotten; nothing changes one. */
export interface AuditStore {
  /** Durable when it resolves. */
  entriesAdd(entries: readonly AuditEntry[]): Promise<void>;
  /** The newest first. An entry whose answer named nothing has the name that the thing had before, where one is known. */
  entriesList(query: AuditQuery & { readonly limit: number }): Promise<readonly AuditEntry[]>;
  /** Forgets at most `limit` entries from before that time. @returns how many. */
  entriesForget(before: number, limit: number): Promise<number>;
}

export interface AuditQuery {
  /** Those of one project only. */
  readonly projectId?: ProjectId;
  readonly userId?: UserId;
  readonly resourceId?: string;
  /** Refusals and failures only. */
  readonly failed?: boolean;
  /** Milliseconds since the epoch, included. */
  readonly since?: number;
  /** Milliseconds since the epoch, excluded. */
  readonly until?: number;
  /** The last entry of the page before. */
  readonly after?: AuditPlace;
}
