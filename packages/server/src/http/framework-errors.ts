import { IngotError, type ErrorCode } from '../kernel/errors.ts';

/** The framework refuses before any handler runs: a body too long, JSON that is none, a media type nobody reads. */
const FRAMEWORK_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  404: 'not-found',
  413: 'too-large',
  415: 'media-type',
  503: 'unavailable',
};

/** What was thrown as one of ours; anything unexpected is `internal`, with the original as its cause. */
export function asIngotError(thrown: unknown): IngotError {
  if (thrown instanceof IngotError) return thrown;
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new IngotError(FRAMEWORK_CODES[status] ?? 'internal', message, { cause: thrown });
}
