import { IngotError } from '../kernel/errors.ts';

/** A run of bytes that is not empty. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** What a request says about the bytes that it wants. */
export interface RangeHeaders {
  readonly range?: string | undefined;
  readonly 'content-range'?: string | undefined;
}

/**
 * The one range that a download asks for (RFC 9110, 14.1.2), or null for all bytes. Older clients put what they want into
 * `Content-Range`, the header of answers.
 *
 * @param size bytes that there are.
 * @throws IngotError `range-unsatisfiable`, also for several ranges: clients of this API never had those.
 */
export function wantedRange(headers: RangeHeaders, size: number): ByteRange | null {
  if (headers.range !== undefined) return parseRange(headers.range, size);
  if (headers['content-range'] !== undefined) return parseContentRange(headers['content-range'], size);
  return null;
}

function parseRange(text: string, size: number): ByteRange {
  // No two runs of spaces without a digit between them: there would be as many ways to part a long one as it has pairs.
  const match = /^\s*bytes\s*=\s*(?:(\d+)\s*)?-\s*(?:(\d+)\s*)?$/i.exec(text);
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') throw unsatisfiable(`The range "${text}" is not one range of bytes`, size);
  if (first === '') return checked(Math.max(0, size - Number(last)), size - 1, size);
  return checked(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1), size, Number(last || first));
}

function parseContentRange(text: string, size: number): ByteRange {
  const match = /^\s*bytes\s+(\d+)-(\d+)\/(?:\d+|\*)\s*$/i.exec(text);
  if (!match) throw unsatisfiable(`The Content-Range "${text}" is not one range of bytes`, size);
  const last = Number(match[2]);
  if (last >= size) throw unsatisfiable(`The Content-Range "${text}" ends after the last byte`, size);
  return checked(Number(match[1]), last, size);
}

/** @param stated the last byte as it was asked for, before it was cut to what there is. */
function checked(first: number, last: number, size: number, stated = last): ByteRange {
  if (first >= size) throw unsatisfiable(`The range begins at byte ${first}`, size);
  if (stated < first) throw unsatisfiable('The range ends before it begins', size);
  return { offset: first, length: last - first + 1 };
}

function unsatisfiable(what: string, size: number): IngotError {
  return new IngotError('range-unsatisfiable', `${what}; the image has ${size} bytes.`);
}
