import { DiskError } from '@ingot/disk';
import { cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { toRegExp } from '../patterns.ts';
import type { Evidence } from '../result.ts';
import { sight, sightIn } from '../sight.ts';
import type { Place } from '../subject.ts';
import { visit } from './file.ts';

const DEFAULT_MAX_BYTES = 2 ** 20;

export async function lookAtContent(check: LeafOf<'content'>, place: Place): Promise<Answer> {
  const { paths, pattern, ignoreCase = false, expect, as, maxBytes = DEFAULT_MAX_BYTES } = check;
  const regExp = toRegExp(pattern, { ignoreCase });
  const found: Evidence[] = [];
  const others: Evidence[] = [];
  const unread: string[] = [];
  const trouble = await visit(place, paths, async ({ path }) => {
    const bytes = await readOr(unread, () => place.guest.files.read(path, maxBytes));
    if (bytes === null) return;
    if (regExp.test(textOf(bytes))) found.push(sightIn(path, as, bytes));
    else others.push(sight(path, 'no-match'));
  });
  const [reason] = unread;
  const gap = trouble ?? (reason === undefined ? null : cannotBeKnown(reason));
  if (expect === 'found') {
    if (found.length > 0) return holds(found);
    return gap ?? holdsNot(others.length > 0 ? others : paths.map((path) => sight(path, 'missing')));
  }
  return found.length > 0 ? holdsNot(found) : (gap ?? holds([]));
}

/** One file that can't be read does not keep the others from being looked at. */
async function readOr(unread: string[], read: () => Promise<Buffer | null>): Promise<Buffer | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    unread.push(error.message);
    return null;
  }
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  return bytes.toString('utf8');
}
