import type { FastifyRequest } from 'fastify';
import { parseDomainId, type DomainId } from '../../../kernel/ids.ts';
import { givenId } from './ids.ts';
import { tokenCallerOf } from './token-caller.ts';

/** Where something new belongs: the domain that is given, else that of the token's scope, else that of the caller. */
export function homeDomain(request: FastifyRequest, given: string | null | undefined): DomainId {
  if (typeof given === 'string') return givenId(parseDomainId, given, 'domain_id');
  const { authorization } = tokenCallerOf(request);
  return authorization.scope.kind === 'unscoped' ? authorization.userDomain.id : authorization.scope.domain.id;
}
