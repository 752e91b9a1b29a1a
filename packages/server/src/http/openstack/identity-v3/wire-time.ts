import { IngotError } from '../../../kernel/errors.ts';

/** `2026-11-21T04:41:00.123000Z`, as Keystone writes times. @param time milliseconds since the epoch. */
export function wireTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000Z');
}

const ISO_8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * ISO 8601; without a zone it is UTC.
 *
 * @returns milliseconds since the epoch.
 * @throws IngotError `invalid`
 */
export function parseWireTime(text: string, key: string): number {
  const [, clock, , , zone] = ISO_8601.exec(text) ?? [];
  const time = ISO_8601.test(text) ? Date.parse(clock !== undefined && zone === undefined ? `${text}Z` : text) : NaN;
  if (Number.isNaN(time)) {
    throw new IngotError('invalid', `${key} is "${text}", which is not a time such as 2026-12-31T23:59:59Z.`);
  }
  return time;
}
