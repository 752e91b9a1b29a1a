import { DatabaseError } from 'pg';
import { IngotError } from '../../kernel/errors.ts';

/**
 * What PostgreSQL says no with: five characters, of which the first two are a class.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const CODES = {
  serializationFailure: '40001',
  deadlock: '40P01',
  badText: ['22021', '22P05'],
  diskFull: '53100',
} as const;

/** It, or the way to it, is away: connection failures, resources, operator, time-outs, a standby after a fail-over. */
const AWAY = /^(08|53|57|25006|25P03|55P03)/;

/** Whether a transaction failed only because of what others did at the same time: the same work may succeed now. */
export function isCollision(error: unknown): boolean {
  const code = sqlState(error);
  return code === CODES.serializationFailure || code === CODES.deadlock;
}

/** Whether the connection that said so is of no use any more, or nobody knows. */
export function isConnectionFailure(error: unknown): boolean {
  return !(error instanceof DatabaseError) && !(error instanceof TypeError);
}

/** The failure of a statement as callers know it; what they can do nothing about comes back as it is. */
export function toIngotError(error: unknown): unknown {
  const code = sqlState(error);
  if (code !== null && CODES.badText.some((bad) => bad === code)) {
    return new IngotError('invalid', 'A text may not contain the character U+0000.', { cause: error });
  }
  if (code === CODES.diskFull)
    return new IngotError('storage-full', 'The database has no room left.', { cause: error });
  if (isConnectionFailure(error) || (code !== null && AWAY.test(code))) return away(error);
  return error;
}

export function away(cause: unknown): IngotError {
  return new IngotError('unavailable', 'The database cannot be reached at the moment; try again.', {
    cause,
    retryAfter: 5,
  });
}

function sqlState(error: unknown): string | null {
  return error instanceof DatabaseError ? (error.code ?? null) : null;
}
