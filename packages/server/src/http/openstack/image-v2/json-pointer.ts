import { IngotError } from '../../../kernel/errors.ts';

/**
 * The name of the attribute that a JSON pointer (RFC 6901) in a patch names. Images are flat, so it has one part.
 *
 * @throws IngotError `invalid` when it has another shape; `forbidden` when it leads into the locations of an image,
 * which are never shown.
 */
export function attributeOfPointer(pointer: unknown): string {
  if (typeof pointer !== 'string' || !pointer.startsWith('/')) {
    throw new IngotError('invalid', `The path of an operation has to be a string that begins with "/".`);
  }
  if (/~(?![01])/.test(pointer)) {
    throw new IngotError('invalid', `The path "${pointer}" holds a "~" that is not part of "~0" or "~1".`);
  }
  const parts = pointer.slice(1).split('/').map(unescape);
  const [name = ''] = parts;
  if (name === 'locations') {
    throw new IngotError('forbidden', 'The locations of images are not visible here, so they cannot be changed.');
  }
  if (parts.length !== 1 || name === '') {
    throw new IngotError('invalid', `The path "${pointer}" does not name an attribute of an image.`);
  }
  return name;
}

function unescape(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~').trim();
}
