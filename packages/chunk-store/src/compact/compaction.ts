/**
 * Compaction: packs are rewritten so that they waste less, are fewer, or are compressed better. Which and why:
 * compaction-policy.ts; how one is rewritten: rewrite.ts.
 *
 * One at a time for the whole store, under a lease of its own, beside ingests, readers and a collection. It keeps no
 * account of its own: every group is a step by itself, and what is left to do can be seen from the packs, so that it
 * may be stopped at any time and begun anew.
 */
import { isChunkStoreError } from '../errors.ts';
import type { Amount, ChunkIndex, PackUsage } from '../index/chunk-index.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import { paced } from '../pace.ts';
import { deadBytes, groupsOf, selections, type CompactionAim, type PackGroup } from './compaction-policy.ts';
import { untilQuiet } from './quiet.ts';
import { rewriteGroup, type Rewritten, type RewriteStore } from './rewrite.ts';

/** Packs looked at in one query. */
const PAGE = 1000;
const MAX_LISTED = 100;

export interface CompactionOptions {
  readonly aim: CompactionAim;
  /** Bytes read a second, at most; no limit unless told. */
  readonly rate?: number;
  /** Bytes read in all, about: no group is begun when they are used up. No limit unless told. */
  readonly budget?: number;
  /** Change nothing, and tell what would be rewritten and freed, compression aside. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
  /** Told the report so far after every group. */
  readonly onProgress?: (report: CompactionReport) => void;
}

/** What a compaction has done, at its end or so far. */
export interface CompactionReport {
  /** Packs that were rewritten and are gone. */
  readonly rewrittenPacks: number;
  readonly moved: Amount;
  readonly readBytes: number;
  /** Bytes that the packs take less than before. */
  readonly freedBytes: number;
  /** Processor time of checking and compressing, in milliseconds. */
  readonly cpu: number;
  /** Damage that was met, left as it was: how much, and the first hundred, in a sentence each. */
  readonly damages: number;
  readonly damage: readonly string[];
  /** Why it ended before everything was done; null when it was. */
  readonly stoppedBy: 'budget' | 'storage-full' | null;
}

/** @throws ChunkStoreError 'lease-lost', 'io' and the like, or the signal's reason. */
export async function compact(
  store: RewriteStore & { readonly packTargetSize: number; readonly isBusy: () => boolean },
  lease: HeldLease,
  {
    aim,
    rate = Infinity,
    budget = Infinity,
    dryRun = false,
    onProgress,
    signal,
  }: CompactionOptions & { readonly signal: AbortSignal },
): Promise<CompactionReport> {
  const { packTargetSize, isBusy } = store;
  const level = aim.of === 'cold packs' ? aim.level : 0;
  const pace = paced(() => rate);
  const how = {
    lease,
    signal,
    level,
    pace: {
      take: async (bytes: number) => {
        // Room is wanted also while others are busy; compression can wait for a quiet hour.
        if (level > 0) await untilQuiet(isBusy, signal);
        await pace.take(bytes, signal);
      },
    },
  };
  let report: CompactionReport = {
    rewrittenPacks: 0,
    moved: { chunks: 0, bytes: 0 },
    readBytes: 0,
    freedBytes: 0,
    cpu: 0,
    damages: 0,
    damage: [],
    stoppedBy: null,
  };
  const all = selections(aim, packTargetSize);
  // The last one wants all that the others want.
  for (const selection of dryRun ? all.slice(-1) : all) {
    for await (const group of groupsOf(allPacks(store.index), selection, packTargetSize)) {
      signal.throwIfAborted();
      if (report.readBytes >= budget) return { ...report, stoppedBy: 'budget' };
      try {
        report = plus(report, dryRun ? estimateOf(group) : await rewriteGroup(store, group, how));
      } catch (error) {
        if (!isChunkStoreError(error, 'storage-full')) throw error;
        return { ...report, stoppedBy: 'storage-full' };
      }
      onProgress?.(report);
    }
  }
  return report;
}

async function* allPacks(index: ChunkIndex): AsyncGenerator<PackUsage> {
  for (let after = 0; ;) {
    const page = await index.packUsage({ after, limit: PAGE });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.number;
  }
}

function estimateOf(group: PackGroup): Rewritten {
  const sum = (figure: (pack: PackUsage) => number): number => group.reduce((total, pack) => total + figure(pack), 0);
  const moved = { chunks: sum(({ live }) => live.chunks), bytes: sum(({ live }) => live.bytes) };
  return { deletedPacks: group.length, moved, readBytes: moved.bytes, freedBytes: sum(deadBytes), cpu: 0, damage: [] };
}

function plus(sum: CompactionReport, group: Rewritten): CompactionReport {
  return {
    rewrittenPacks: sum.rewrittenPacks + group.deletedPacks,
    moved: { chunks: sum.moved.chunks + group.moved.chunks, bytes: sum.moved.bytes + group.moved.bytes },
    readBytes: sum.readBytes + group.readBytes,
    freedBytes: sum.freedBytes + group.freedBytes,
    cpu: sum.cpu + group.cpu,
    damages: sum.damages + group.damage.length,
    damage: [...sum.damage, ...group.damage].slice(0, MAX_LISTED),
    stoppedBy: null,
  };
}
