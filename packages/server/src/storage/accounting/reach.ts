/**
 * Who reaches a chunk, in a few numbers that do not grow with how many do.
 *
 * Contents are gone through in the order of their projects, and within a project in that of their groups (a family, the
 * images without one, the trash, volumes and snapshots), and get numbers in that order. So the number of the first content of the group that is
 * gone through now tells of any earlier one whether it is in the same group, and so for the project: what a chunk has to
 * remember is who came first, who came last, and how far apart those were who came.
 */

/** How far those who reach a chunk lie apart at most: one content, one group, one project, several projects. */
export type Spread = 0 | 1 | 2 | 3;

export interface Reach {
  /** Numbers of contents. */
  readonly first: number;
  readonly last: number;
  readonly spread: Spread;
  /** The same as if there were only the project of `last`. */
  readonly ownFirst: number;
  readonly ownSpread: Spread;
}

/** Where the walk is. */
export interface Position {
  /** Number of the content. */
  readonly number: number;
  /** Of the first content of its group. */
  readonly groupFirst: number;
  readonly projectFirst: number;
}

/** @param before null when nobody has come yet. */
export function reached(before: Reach | null, at: Position): Reach {
  const { number } = at;
  if (!before) return { first: number, last: number, spread: 0, ownFirst: number, ownSpread: 0 };
  const isOwn = before.last >= at.projectFirst;
  const ownFirst = isOwn ? before.ownFirst : number;
  return {
    first: before.first,
    last: number,
    spread: farther(before.spread, spreadFrom(before.first, at)),
    ownFirst,
    ownSpread: isOwn ? farther(before.ownSpread, spreadFrom(ownFirst, at)) : 0,
  };
}

/**
 * Whether going through a page once more would change nothing for anything below it but who came last. With somebody of
 * the group there already, `spread` can grow only together with `ownSpread`: who came first is of another project, and
 * then it is at its end, or of this one, and then both are the same.
 */
export function isSettled(before: Reach, at: Position): boolean {
  return before.last >= at.groupFirst && before.ownSpread === reached(before, at).ownSpread;
}

/** Sums that a content is credited with. Bytes that are stored. */
export const COUNTERS = [
  /** What it was the first of its group, of its project, of all to reach. */
  'group_stored',
  'project_stored',
  'total_stored',
  'total_plain',
  /** What only it reaches, only its group, only its project; credited to the first who came. */
  'unique_content',
  'unique_group',
  'unique_project',
  /** As if there were only its project. */
  'own_unique_content',
  'own_unique_group',
] as const;
export type Counter = (typeof COUNTERS)[number];

/** Credits a content with bytes, or takes them back. */
export type Credit = (number: number, counter: Counter, bytes: number) => void;

/** What it changes in the sums that somebody has come to a chunk. */
export function settleReach(
  before: Reach | null,
  after: Reach,
  at: Position,
  chunk: { readonly stored: number; readonly plain: number },
  credit: Credit,
): void {
  const { stored, plain } = chunk;
  const isNewTo = (first: number): boolean => before === null || before.last < first;
  if (isNewTo(at.groupFirst)) credit(at.number, 'group_stored', stored);
  if (isNewTo(at.projectFirst)) {
    credit(at.number, 'project_stored', stored);
    credit(at.number, 'own_unique_content', stored);
    credit(at.number, 'own_unique_group', stored);
  } else if (before) {
    if (before.ownSpread < 1 && after.ownSpread >= 1) credit(after.ownFirst, 'own_unique_content', -stored);
    if (before.ownSpread < 2 && after.ownSpread >= 2) credit(after.ownFirst, 'own_unique_group', -stored);
  }
  if (!before) {
    credit(at.number, 'total_stored', stored);
    credit(at.number, 'total_plain', plain);
    for (const counter of ['unique_content', 'unique_group', 'unique_project'] as const)
      credit(at.number, counter, stored);
    return;
  }
  if (before.spread < 1 && after.spread >= 1) credit(after.first, 'unique_content', -stored);
  if (before.spread < 2 && after.spread >= 2) credit(after.first, 'unique_group', -stored);
  if (before.spread < 3 && after.spread >= 3) credit(after.first, 'unique_project', -stored);
}

function spreadFrom(first: number, { number, groupFirst, projectFirst }: Position): Spread {
  if (first === number) return 0;
  if (first >= groupFirst) return 1;
  return first >= projectFirst ? 2 : 3;
}

function farther(one: Spread, other: Spread): Spread {
  return one > other ? one : other;
}
