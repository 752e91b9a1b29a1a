import type { Caller } from './caller.ts';
import { parseDomainId, type ProjectId, type UserId } from './ids.ts';

const DEFAULT_DOMAIN = 'default';

/**
 * Who work is done for when its user has gone: a member of the project that owns it, who was allowed to begin it.
 *
 * @param requestId what it is known by in logs.
 */
export function onBehalfOf(
  { ownerId, userId }: { readonly ownerId: ProjectId; readonly userId: UserId },
  requestId: string,
): Caller {
  return {
    userId,
    userName: '',
    userDomainId: domain(),
    projectId: ownerId,
    domainId: null,
    roles: new Set(['member', 'reader']),
    requestId,
  };
}

function domain(): Caller['userDomainId'] {
  const id = parseDomainId(DEFAULT_DOMAIN);
  if (!id) throw new Error(`${DEFAULT_DOMAIN} is no id of a domain`);
  return id;
}
