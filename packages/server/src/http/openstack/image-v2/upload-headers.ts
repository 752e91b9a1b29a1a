import type { IncomingHttpHeaders } from 'node:http';
import { IngotError } from '../../../kernel/errors.ts';

/**
 * Bytes that will come, as far as the headers say: `x-openstack-image-size`, or the length of a body that is not sent in
 * chunks; null when they don't.
 *
 * @throws IngotError `invalid` when the two disagree, or one is no number.
 */
export function declaredSize(headers: IncomingHttpHeaders): number | null {
  const length = byteCount('Content-Length', headers['content-length']);
  const size = byteCount('x-openstack-image-size', [headers['x-openstack-image-size']].flat()[0]);
  if (length !== null && size !== null && length !== size) {
    throw new IngotError('invalid', `x-openstack-image-size says ${size} bytes, but Content-Length ${length}.`);
  }
  return size ?? length;
}

function byteCount(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
  throw new IngotError('invalid', `The header ${name} has to be a number of bytes.`);
}
