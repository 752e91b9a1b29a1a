import type { Caller } from '../../kernel/caller.ts';
import type { DomainId, ProjectId, UserId } from '../../kernel/ids.ts';

/** Somebody in a project. @param roles with the implied ones. */
function caller(project: string | null, ...roles: string[]): Caller {
  return {
    userId: 'u1' as UserId,
    userName: 'user',
    userDomainId: 'default' as DomainId,
    projectId: project as ProjectId | null,
    domainId: null,
    roles: new Set(roles),
    requestId: 'req-1',
  };
}

export const ADMIN = caller('p1', 'admin', 'member', 'reader');
export const MEMBER = caller('p1', 'member', 'reader');
export const FOREIGNER = caller('p2', 'member', 'reader');
export const NOBODY = caller(null);
