import { CLEAN_IMAGE } from '../compliance/built-in/clean-image/clean-image.ts';
import type { Check, Leaf } from '../compliance/check.ts';
import { toRegExp } from '../compliance/patterns.ts';
import type { LinuxGuest } from '../guest/guest.ts';
import type { MendId } from './mends.ts';
import type { Place, Places } from './places.ts';
import type { PlanDraft } from './plan-draft.ts';

/** Mends that take away what a rule of *clean image* finds. */
export type Leftover = Exclude<MendId, 'machine-id' | 'guest-agent' | 'cloud-init' | 'logs'>;

/** Where that is not all, or too much: a file that is about more than one network card is somebody's configuration. */
const OTHER_PATHS: Partial<Record<Leftover, { readonly only?: readonly string[]; readonly more?: readonly string[] }>> =
  {
    'network-hardware': { only: ['/etc/udev/rules.d/70-persistent-net.rules'] },
    'cloud-init-state': { more: ['/var/lib/cloud/data/*'] },
  };

/** Longest file that is asked for a pattern, as with rules. In bytes. */
const MAX_CONTENT = 2 ** 20;

/** What is looked for, and which of it is left over. */
interface Find {
  readonly paths: readonly string[];
  readonly isLeft: (path: Buffer) => Promise<boolean>;
}

/**
 * Takes away what the rule of this name says must not be there, as far as no link leads to it.
 * @throws DiskError
 */
export async function mendLeftover(mend: Leftover, guest: LinuxGuest, places: Places, draft: PlanDraft): Promise<void> {
  for (const { paths, isLeft } of findsOf(mend, guest)) {
    for (const pattern of paths) {
      const seen = new Set<string>();
      const found: Place[] = [];
      for await (const place of places.match(pattern)) {
        seen.add(place.path.toString('latin1'));
        if (await isLeft(place.path)) found.push(place);
      }
      for (const place of found) await draft.remove(place);
      for await (const { path } of guest.files.glob(pattern)) {
        if (!seen.has(path.toString('latin1')) && (await isLeft(path))) draft.leave(path, 'link');
      }
    }
  }
}

function findsOf(mend: Leftover, guest: LinuxGuest): Find[] {
  const rule = CLEAN_IMAGE.rules.find(({ id }) => id === mend);
  const { only, more = [] } = OTHER_PATHS[mend] ?? {};
  const finds = rule === undefined ? [] : leavesOf(rule.check).flatMap((leaf) => findOf(leaf, guest));
  return finds.map(({ paths, isLeft }) => ({
    paths: [...paths.filter((path) => only === undefined || only.includes(path)), ...more],
    isLeft,
  }));
}

function leavesOf(check: Check): Leaf[] {
  if (!('of' in check)) return [check];
  return (check.check === 'not' ? [check.of] : check.of).flatMap(leavesOf);
}

function findOf(leaf: Leaf, { files }: LinuxGuest): Find[] {
  if (leaf.check === 'file') {
    const { paths, expect } = leaf;
    const isLeft = async (path: Buffer): Promise<boolean> => {
      if (expect !== 'empty') return true;
      const node = await files.find(path);
      return node !== null && !(node.kind === 'file' && node.content.size === 0);
    };
    return [{ paths, isLeft }];
  }
  if (leaf.check === 'content') {
    const { paths, pattern, ignoreCase = false } = leaf;
    const regExp = toRegExp(pattern, { ignoreCase });
    const isLeft = async (path: Buffer): Promise<boolean> =>
      regExp.test((await files.read(path, MAX_CONTENT))?.toString('utf8') ?? '');
    return [{ paths, isLeft }];
  }
  return [];
}
