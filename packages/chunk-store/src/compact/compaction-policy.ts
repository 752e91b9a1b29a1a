/**
 * Which packs are rewritten, and why. All the figures are here.
 *
 * *Wasteful* packs: at least a fifth is dead. Rewriting copies at most four bytes for each that it frees, and a store
 * that has been compacted wastes at most a fifth, in practice less than a tenth: dead shares are spread from none to a
 * fifth. The worst are taken first (three quarters dead: a third of a byte is copied for each one freed), so that a disk
 * that is nearly full gains room before any is needed, and a run that is cut short has done what paid most.
 *
 * *Small* packs, below a quarter of the size at which an ingest begins the next one: short uploads leave them, and each
 * costs a file and a row. Eight neighbours together are merged; fewer are left, or every short upload would have the
 * last seven copied again. As each merge makes packs eight times as large, a byte is copied twice or thrice at most
 * before its pack is no longer small.
 *
 * *Cold* packs: not read for a time (`unusedSince`), and not yet tried with a level as good as the one that is wanted.
 * zstd gives back about 0.5 GB per processor-second, a plain pack ten times that, so what is read stays as it came.
 *
 * *Chosen* packs, for a reason that is not in them: they are to be written anew, under another key for example.
 */
import type { PackUsage } from '../index/chunk-index.ts';
import type { PackId } from '../packs/pack-id.ts';
import { PACK_FOOTER_SIZE, PACK_HEADER_SIZE, packIndexSize } from '../packs/pack-format.ts';

/** What a compaction is for. */
export type CompactionAim =
  | {
      readonly of: 'wasteful packs';
      /** The least dead share, from 0 (any dead byte) to 1; a fifth unless told. */
      readonly deadShare?: number;
    }
  | {
      readonly of: 'cold packs';
      /** Milliseconds since the epoch: a pack is cold when it was not read since. */
      readonly unusedSince: number;
      /** zstd level that they are tried with. */
      readonly level: number;
    }
  | {
      readonly of: 'chosen packs';
      /** Asked for each pack that serves anything, in no hurry; throwing ends the compaction. */
      readonly choose: (pack: PackId) => Promise<boolean>;
    };

/** Packs that are rewritten together, into one pack or a little more. */
export type PackGroup = readonly PackUsage[];

/** Which packs, and which groups of neighbours are worth it. Several selections are gone through one after the other. */
export interface Selection {
  readonly wants: (pack: PackUsage) => boolean | Promise<boolean>;
  readonly pays: (group: PackGroup) => boolean;
}

const DEAD_SHARE = 0.2;
/** Passes before the one with the share that is wanted. */
const WORST_SHARES: readonly number[] = [0.75, 0.5];
/** Of the size of a full pack. */
const SMALL_SHARE = 0.25;
const SMALL_GROUP = 8;
/** Packs in a group, at most, however small. */
const MAX_GROUP = 128;

/** @param packTargetSize of an ingest, in bytes. */
export function selections(aim: CompactionAim, packTargetSize: number): Selection[] {
  if (aim.of === 'chosen packs') {
    return [{ wants: (pack) => isLive(pack) && aim.choose(pack.pack), pays: () => true }];
  }
  if (aim.of === 'cold packs') {
    const { unusedSince, level } = aim;
    return [{ wants: (pack) => isLive(pack) && pack.level < level && pack.usedAt < unusedSince, pays: () => true }];
  }
  const { deadShare = DEAD_SHARE } = aim;
  const isSmall = (pack: PackUsage): boolean => pack.storedBytes < packTargetSize * SMALL_SHARE;
  return [
    ...WORST_SHARES.filter((share) => share > deadShare).map((share) => ({ wants: wasteful(share), pays: () => true })),
    {
      wants: (pack) => wasteful(deadShare)(pack) || (isLive(pack) && isSmall(pack)),
      pays: (group) => group.length >= SMALL_GROUP || group.some(wasteful(deadShare)),
    },
  ];
}

/** Cuts packs, in the order in which they were begun, into groups of neighbours whose living bytes fill one pack. */
export async function* groupsOf(
  packs: AsyncIterable<PackUsage>,
  { wants, pays }: Selection,
  packTargetSize: number,
): AsyncGenerator<PackGroup> {
  let group: PackUsage[] = [];
  let size = 0;
  for await (const pack of packs) {
    if (!(await wants(pack))) continue;
    group.push(pack);
    size += pack.live.bytes;
    if (size < packTargetSize && group.length < MAX_GROUP) continue;
    if (pays(group)) yield group;
    group = [];
    size = 0;
  }
  if (group.length > 0 && pays(group)) yield group;
}

/** Bytes of a pack that rewriting it would save: dead chunks, and their entries in its index. */
export function deadBytes({ storedBytes, live }: PackUsage): number {
  return storedBytes - PACK_HEADER_SIZE - PACK_FOOTER_SIZE - live.bytes - packIndexSize(live.chunks);
}

function wasteful(share: number): (pack: PackUsage) => boolean {
  return (pack) => {
    const dead = deadBytes(pack);
    return isLive(pack) && dead > 0 && dead >= pack.storedBytes * share;
  };
}

/** What serves nothing is not rewritten but deleted. */
function isLive(pack: PackUsage): boolean {
  return pack.live.chunks > 0;
}
