import { DiskError } from '@ingot/disk';
import type { GuestFile } from '../../guest/guest-files.ts';
import { cannotBeKnown, holds, holdsNot, type Answer } from '../answer.ts';
import type { LeafOf } from '../check.ts';
import { toRegExp } from '../patterns.ts';
import type { Evidence } from '../result.ts';
import { sight } from '../sight.ts';
import type { Place } from '../subject.ts';

/** How many files one check looks at; more can't be known. */
const MAX_FILES = 20_000;

export async function lookAtFile({ paths, expect }: LeafOf<'file'>, place: Place): Promise<Answer> {
  const seen: Evidence[] = [];
  const trouble = await visit(place, paths, async ({ path, node }) => {
    if (expect !== 'empty') seen.push(sight(path, node.kind === 'link' ? 'link' : 'there'));
    else {
      const file = node.kind === 'link' ? await place.guest.files.find(path) : node;
      if (file !== null && !(file.kind === 'file' && file.content.size === 0)) seen.push(sight(path, 'not-empty'));
    }
  });
  if (expect === 'present') {
    if (seen.length > 0) return holds(seen);
    return trouble ?? holdsNot(paths.map((path) => sight(path, 'missing')));
  }
  return seen.length > 0 ? holdsNot(seen) : (trouble ?? holds([]));
}

export async function lookAtLink({ path, target }: LeafOf<'link'>, { guest }: Place): Promise<Answer> {
  const node = await guest.files.findLink(path);
  if (node === null) return holdsNot([sight(path, 'missing')]);
  if (node.kind !== 'link') return holdsNot([sight(path, 'no-match')]);
  const text = (await node.target()).toString('utf8');
  return toRegExp(target).test(text) ? holds([sight(path, 'link', text)]) : holdsNot([sight(path, 'no-match', text)]);
}

/**
 * Shows `look` everything that the paths lead to. What can't be read does not keep it from the rest.
 *
 * @returns null when all was seen, else why not.
 */
export async function visit(
  { guest }: Place,
  paths: readonly string[],
  look: (file: GuestFile) => Promise<void>,
): Promise<Answer | null> {
  const reasons = new Set<string>();
  let count = 0;
  for (const path of paths) {
    try {
      for await (const file of guest.files.glob(path)) {
        count += 1;
        if (count > MAX_FILES) throw new DiskError('limit-exceeded', `There are more than ${MAX_FILES} such files.`);
        await look(file);
      }
    } catch (error) {
      if (!(error instanceof DiskError)) throw error;
      reasons.add(error.message);
    }
  }
  const [first] = reasons;
  return first === undefined ? null : { ...cannotBeKnown(first), reasons: [...reasons].slice(0, 5) };
}
