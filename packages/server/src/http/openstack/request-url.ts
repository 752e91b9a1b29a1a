import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { IngotError } from '../../kernel/errors.ts';

/** What is said where nothing is, whatever was asked for. */
export const NOTHING_THERE = 'The resource could not be found.';

/** The query of a request with every repetition of a name, in order. */
export function queryOf(request: { readonly url: string }): URLSearchParams {
  const mark = request.url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1));
}

/**
 * A hook for `onRequest`: `/v2/images/` is not the list but an image without an id, and whoever deletes "" must not be
 * told anything else.
 *
 * @throws IngotError `not-found`
 */
export function refuseTrailingSlash(
  { url }: FastifyRequest,
  _reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  const mark = url.indexOf('?');
  if (url.at(mark < 0 ? -1 : mark - 1) === '/') throw new IngotError('not-found', NOTHING_THERE);
  done();
}
