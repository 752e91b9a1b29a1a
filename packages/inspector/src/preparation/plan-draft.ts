import { DiskError, isTellable } from '@ingot/disk';
import type { DiskPart } from '../disk/disk-parts.ts';
import { shown } from '../report/shown.ts';
import type { MendId } from './mends.ts';
import type { Change, Edit, Left, LeftBecause, Plan } from './plan.ts';
import { MAX_CHANGES, MAX_LEFT, MAX_RANGES } from './plan-limits.ts';
import type { Place, Places } from './places.ts';

/** Deeper trees are nothing that a program of a guest makes. */
const MAX_DEPTH = 32;

/** The part of a plan that one mend makes, of one guest. */
export class PlanDraft {
  readonly #mend: MendId;
  readonly #places: Places;
  readonly #changes: { readonly part: DiskPart; readonly change: Change }[] = [];
  readonly #left: Left[] = [];
  readonly #removed = new Set<string>();

  constructor(mend: MendId, places: Places) {
    this.#mend = mend;
    this.#places = places;
  }

  /** Takes a name away, with all below it. @throws DiskError `limit-exceeded` and what reading throws */
  async remove(place: Place, depth = 0): Promise<void> {
    const key = place.path.toString('latin1');
    if (this.#removed.has(key)) return;
    this.#removed.add(key);
    if (depth > MAX_DEPTH) throw new DiskError('limit-exceeded', 'Directories are nested too deeply.');
    const { part, path, node } = place;
    if (this.#places.mounted(place) !== null) {
      this.leave(path, 'mount');
      return;
    }
    const where = { directory: Number(place.directory.id), name: place.name.toString('latin1') };
    if (node.kind !== 'directory') {
      this.#change(part, path, { kind: 'remove', ...where }, place.name);
      return;
    }
    for await (const inside of this.#places.list({ path, part, node })) await this.remove(inside, depth + 1);
    this.#change(part, path, { kind: 'remove-directory', ...where }, place.name);
  }

  /** Leaves a regular file without bytes. */
  empty({ part, path, node }: Place): void {
    if (node.kind === 'file') this.#change(part, path, { kind: 'empty', inode: Number(node.id) });
  }

  /** Makes a symbolic link. @param below a directory to be made for it, if it is not there. */
  link(
    at: { readonly part: DiskPart; readonly path: string },
    link: Omit<Extract<Edit, { kind: 'link' }>, 'kind'>,
  ): void {
    this.#change(at.part, Buffer.from(at.path), { kind: 'link', ...link });
  }

  /** Says that something stays as it is, and why. */
  leave(path: Buffer | string, because: LeftBecause, detail: string | null = null): void {
    this.#left.push({ mend: this.#mend, path: shown(path), because, detail: detail === null ? null : shown(detail) });
  }

  /** Gives up what was to be changed: half of a mend is none. */
  giveUp(because: 'too-much' | 'unreadable', detail: string): void {
    this.#changes.length = 0;
    this.leave(this.#mend, because, detail);
  }

  get changes(): readonly { readonly part: DiskPart; readonly change: Change }[] {
    return this.#changes;
  }

  get left(): readonly Left[] {
    return this.#left;
  }

  #change(part: DiskPart, path: Buffer, edit: Edit, name?: Buffer): void {
    const kind = part.opened.kind === 'file-system' ? part.opened.fileSystem.kind : part.opened.kind;
    if (kind !== 'ext') this.leave(path, 'file-system', kind);
    else if (name !== undefined && !isTellable(name)) this.leave(path, 'name');
    else if (this.#changes.length >= MAX_CHANGES) {
      throw new DiskError('limit-exceeded', `More than ${MAX_CHANGES} changes would be needed.`);
    } else this.#changes.push({ part, change: { mend: this.#mend, path: shown(path), edit } });
  }
}

/** Puts drafts together: what is taken away comes first, so that there is room for what is made. */
export function planOf(drafts: readonly PlanDraft[]): Plan {
  const byPart = Map.groupBy(
    drafts.flatMap((draft) => draft.changes),
    ({ part }) => part,
  );
  const parts: Plan['parts'] = [];
  const left = drafts.flatMap((draft) => draft.left);
  for (const [{ part, opened }, all] of byPart) {
    const changes = all.map(({ change }) => change);
    const { name, ranges } = part;
    if (ranges === null || ranges.length > MAX_RANGES || changes.length > MAX_CHANGES) {
      left.push(...changes.map(({ mend, path }): Left => ({ mend, path, because: 'too-much', detail: null })));
      continue;
    }
    const makes = changes.filter(({ edit }) => edit.kind === 'link');
    const takes = changes.filter(({ edit }) => edit.kind !== 'link');
    parts.push({
      name: shown(name),
      ranges: ranges.map(({ offset, length }) => ({ offset, length })),
      clean: opened.kind === 'file-system' && !opened.fileSystem.warnings.includes('not-clean'),
      changes: [...takes, ...makes],
    });
  }
  return { parts, left: left.slice(0, MAX_LEFT) };
}
