import type { FastifyRequest } from 'fastify';
import type { TokenCaller } from '../../../identity/index.ts';
import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import { callerOf } from '../../authentication.ts';

/** The caller with what his token stands for: here it is always the identity that authenticates. */
export function tokenCallerOf(request: FastifyRequest): TokenCaller {
  const caller = callerOf(request);
  if (!isTokenCaller(caller)) throw new IngotError('internal', 'The caller was authenticated without a token.');
  return caller;
}

function isTokenCaller(caller: Caller): caller is TokenCaller {
  return 'authorization' in caller;
}
