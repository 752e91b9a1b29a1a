import type { FastifyReply, FastifyRequest } from 'fastify';
import { identityUrlOf } from '../base-url.ts';

/** What the hint where tokens are to be had is made of. */
export interface IdentityHint {
  /** The setting of that name. */
  readonly publicUrl: string;
  /** An external Keystone's, if there is one. */
  readonly keystoneUrl?: string;
}

/** Tells a client without a token where to get one, as keystonemiddleware does. */
export function hintAtIdentity(request: FastifyRequest, reply: FastifyReply, hint: IdentityHint): void {
  const url = identityUrlOf(request, hint.publicUrl, hint.keystoneUrl);
  reply.header('www-authenticate', `Keystone uri="${url}"`);
}
