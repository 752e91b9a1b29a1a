import type { Caller } from '../../kernel/caller.ts';
import { parseDomainId } from '../../kernel/ids.ts';
import type { Publication } from '../publication.ts';

const DEFAULT_DOMAIN = 'default';

/**
 * Who a publication acts for when its user has gone: a member of the project that owns it, who was allowed to begin it.
 */
export function onBehalfOf({ id, ownerId, userId }: Pick<Publication, 'id' | 'ownerId' | 'userId'>): Caller {
  return {
    userId,
    userName: '',
    userDomainId: domain(),
    projectId: ownerId,
    domainId: null,
    roles: new Set(['member', 'reader']),
    requestId: `publication-${id}`,
  };
}

function domain(): Caller['userDomainId'] {
  const id = parseDomainId(DEFAULT_DOMAIN);
  if (!id) throw new Error(`${DEFAULT_DOMAIN} is no id of a domain`);
  return id;
}
