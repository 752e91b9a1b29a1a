import { IngotError } from '../../../kernel/errors.ts';
import type { TimeCondition } from '../../../images/index.ts';
import { parseWireTime } from './wire-time.ts';

/** A list holds at most this many entries on a page. */
const LARGEST_PAGE = 1000;
const DEFAULT_PAGE = 25;

/** The page size that a client wants, cut to what there is. @throws IngotError `invalid`. */
export function parseLimit(text: string | null): number {
  if (text === null) return DEFAULT_PAGE;
  const limit = parseInteger(text);
  if (limit === null) throw new IngotError('invalid', 'limit param must be an integer.');
  if (limit < 0) throw new IngotError('invalid', 'limit param must be positive.');
  return Math.min(limit, LARGEST_PAGE);
}

/** Null when `text` is no whole number. */
export function parseInteger(text: string): number | null {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) return null;
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(trimmed)));
}

/** `true` or `false` in any case: the SDK sends Python's `True`. @throws IngotError `invalid`. */
export function parseFlag(name: string, text: string): boolean {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  throw new IngotError('invalid', `Invalid value '${text}' for '${name}' filter; it has to be 'true' or 'false'.`);
}

const COMPARISONS = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const;

/**
 * `operator:time`, or a time alone, which is compared for equality.
 *
 * @throws IngotError `invalid`.
 */
export function parseTimeCondition(name: string, field: TimeCondition['field'], text: string): TimeCondition {
  const bare = parseWireTime(text);
  if (bare !== null) return { field, operator: 'eq', time: bare };
  const colon = text.indexOf(':');
  const operator = COMPARISONS.find((one) => one === text.slice(0, Math.max(colon, 0)));
  const time = parseWireTime(text.slice(colon + 1));
  if (time === null) {
    throw new IngotError(
      'invalid',
      `Bad "${name}" query filter format; write [operator:]time with the time in ISO 8601.`,
    );
  }
  if (operator === undefined) {
    throw new IngotError(
      'invalid',
      `Unable to filter "${name}" by this operator; use one of ${COMPARISONS.join(', ')}.`,
    );
  }
  return { field, operator, time };
}

/**
 * The values that a filter on a text accepts: `in:a,b,"c,d"` or one value, with `eq:` before it or not. A prefix that is
 * no operator is part of the value: image names such as `ubuntu:24.04` are common.
 *
 * @throws IngotError `invalid` for an operator that texts do not have, and for quotes that do not match.
 */
export function parseTextCondition(name: string, text: string): readonly string[] {
  const colon = text.indexOf(':');
  const operator = text.slice(0, Math.max(colon, 0));
  const rest = text.slice(colon + 1);
  if (operator === 'in') return splitList(rest);
  if (operator === 'eq') return [rest];
  if (COMPARISONS.some((one) => one === operator)) {
    throw new IngotError('invalid', `Unable to filter "${name}" by the operator '${operator}'; use 'in' or 'eq'.`);
  }
  return [text];
}

/** A quoted entry, in which a backslash keeps the next character, or a plain one; then a comma or the end. */
const ENTRY = /(?:"((?:[^"\\]|\\.)*)"|([^",]*))(,|$)/y;

/** Splits `a,b,"c,d"`. @throws IngotError `invalid`. */
export function splitList(text: string): readonly string[] {
  const entries: string[] = [];
  let position = 0;
  for (;;) {
    ENTRY.lastIndex = position;
    const match = ENTRY.exec(text);
    if (!match)
      throw new IngotError('invalid', `Invalid filter value ${text}: quotation marks have to enclose an entry.`);
    const [whole, quoted, plain = '', end] = match;
    entries.push(quoted === undefined ? plain : quoted.replaceAll(/\\(.)/g, '$1'));
    if (end === '') return entries;
    position += whole.length;
  }
}
