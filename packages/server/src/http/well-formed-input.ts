import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import { IngotError } from '../kernel/errors.ts';

/** Levels of nesting; no request needs a tenth of it, and whoever walks deeper runs out of stack. */
const MAX_DEPTH = 64;

/**
 * A hook for `preValidation`: refuses text that no database keeps as it is (PostgreSQL has no NUL, half a surrogate pair is
 * no Unicode) and JSON that is nested without measure, wherever in a request they stand. In one place, so that nobody
 * behind it has to think of them.
 *
 * @throws IngotError `invalid`
 */
export function refuseIllFormedInput(
  { body, query, params, raw }: FastifyRequest,
  _reply: FastifyReply,
  done: HookHandlerDoneFunction,
): void {
  requireWellFormed('path', params);
  requireWellFormed('query', query);
  // The bytes of an image are nobody's text.
  if (body !== raw) requireWellFormed('body', body);
  done();
}

function requireWellFormed(place: string, value: unknown): void {
  const problem = problemOf(value);
  if (problem !== null) throw new IngotError('invalid', `The ${place} of the request ${problem}.`);
}

/** Level by level, since a call for each level is what is to be avoided. */
function problemOf(value: unknown): string | null {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`;
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === 'string') {
        const problem = textProblem(item);
        if (problem !== null) return problem;
      } else if (typeof item === 'object' && item !== null) {
        // Keys are text too.
        for (const [key, inner] of Object.entries(item)) next.push(key, inner);
      }
    }
    level = next;
  }
  return null;
}

function textProblem(text: string): string | null {
  if (text.includes('\0')) return 'holds a NUL character, which cannot be kept; leave it out';
  if (!text.isWellFormed()) return 'holds half a surrogate pair, which is no Unicode text';
  return null;
}
