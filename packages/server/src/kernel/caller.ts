import type { DomainId, ProjectId, UserId } from './ids.ts';

/** Keystone's default roles; `admin` implies `member` implies `reader`. `service` stands beside them. */
export const ROLES = ['admin', 'member', 'reader', 'service'] as const;
export type RoleName = (typeof ROLES)[number];

/**
 * Who asks, with what scope. Every domain operation takes one and decides by it; nothing else carries rights.
 * `projectId` is null for a token that is scoped to a domain or to nothing.
 */
export interface Caller {
  readonly userId: UserId;
  readonly userName: string;
  readonly userDomainId: DomainId;
  readonly projectId: ProjectId | null;
  readonly domainId: DomainId | null;
  /** Effective role names, implied ones included; may hold names that Ingot gives no meaning. */
  readonly roles: ReadonlySet<string>;
  /** The request that this is done for, as in `x-openstack-request-id`. */
  readonly requestId: string;
}

/** What is asked for, as far as a token may be limited to it. */
export interface RequestTarget {
  readonly method: string;
  /** As it was sent, without the query, and without what the address of the service in the catalog has before it. */
  readonly path: string;
}

export function isAdmin(caller: Caller): boolean {
  return caller.roles.has('admin');
}

export function isService(caller: Caller): boolean {
  return caller.roles.has('service') || isAdmin(caller);
}

/** May change things in `projectId`. */
export function isMemberOf(caller: Caller, projectId: ProjectId | null): boolean {
  return projectId !== null && caller.projectId === projectId && (caller.roles.has('member') || isAdmin(caller));
}

/** May see things in `projectId`. */
export function isReaderOf(caller: Caller, projectId: ProjectId | null): boolean {
  return (
    projectId !== null &&
    caller.projectId === projectId &&
    (caller.roles.has('reader') || caller.roles.has('member') || isAdmin(caller))
  );
}
