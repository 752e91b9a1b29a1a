import type { PackedExtent } from '@ingot/disk';
import type { ChunkId } from '../chunk-id.ts';
import { zeroRuns } from '../derive/shared-runs.ts';
import type { TreeRun } from '../tree/tree-builder.ts';
import type { ChunkPlan, Piece, Plan } from './chunk-plan.ts';
import type { SourceChunks } from './source-chunks.ts';

/** Chunks of the disk that are made of the same loan, so that neighbours in the file are read at once. */
const MADE_TOGETHER = 8;
/** Chunks of the file in one loan: 4 MiB. What was packed together may need one more. */
const LENT_TOGETHER = 16;

/** Pieces, and the chunks of the file that they are made of. */
export interface SourcedPieces {
  readonly pieces: readonly Piece[];
  readonly ids: ReadonlySet<ChunkId>;
}

/** What is done next. */
export type Step =
  /** What is stored, or zeros. */
  | { readonly kind: 'run'; readonly run: TreeRun }
  /** Chunks whose sources fit into one loan. */
  | { readonly kind: 'chunks'; readonly plans: readonly ChunkPlan[]; readonly ids: ReadonlySet<ChunkId> }
  /** One chunk, made of several loans, one after the other. */
  | { readonly kind: 'scattered'; readonly length: number; readonly parts: readonly SourcedPieces[] }
  /** Chunks that were packed together. */
  | { readonly kind: 'stretch'; readonly packed: PackedExtent };

/** Chunks of the file that are lent for a step at a time. */
export function lentFor(step: Exclude<Step, { kind: 'run' }>): number {
  return step.kind === 'chunks' ? Math.max(1, step.ids.size) : LENT_TOGETHER;
}

/** Orders the making of a disk of `size` bytes. The steps, in their order, make the plans in theirs. */
export function* stepsOf(plans: readonly Plan[], sources: SourceChunks, size: number): Generator<Step> {
  let together: ChunkPlan[] = [];
  let ids: ReadonlySet<ChunkId> = new Set();
  function* made(): Generator<Step> {
    if (together.length > 0) yield { kind: 'chunks', plans: together, ids };
    together = [];
    ids = new Set();
  }
  for (const plan of plans) {
    if (plan.kind !== 'chunk') {
      yield* made();
      if (plan.kind === 'stretch') yield { kind: 'stretch', packed: plan.packed };
      else for (const run of zeroRuns(plan, size)) yield { kind: 'run', run };
      continue;
    }
    const same = sources.same(plan);
    if (same !== null) {
      yield* made();
      yield { kind: 'run', run: { level: 0, entries: [same], length: plan.length } };
      continue;
    }
    const more = sources.idsOf(plan.pieces);
    if (more.size === 0 && plan.pieces.every(({ kind }) => kind !== 'packed')) {
      yield* made();
      yield { kind: 'run', run: { level: 0, entries: [null], length: plan.length } };
      continue;
    }
    if (together.length === MADE_TOGETHER || ids.union(more).size > LENT_TOGETHER) yield* made();
    if (more.size > LENT_TOGETHER) {
      yield { kind: 'scattered', length: plan.length, parts: partsOf(plan.pieces, sources) };
    } else {
      together.push(plan);
      ids = ids.union(more);
    }
  }
  yield* made();
}

/** The pieces of a chunk in parts that one loan is enough for. */
function partsOf(pieces: readonly Piece[], sources: SourceChunks): SourcedPieces[] {
  const parts: SourcedPieces[] = [];
  let part: Piece[] = [];
  let ids: ReadonlySet<ChunkId> = new Set();
  for (const piece of pieces) {
    const more = sources.idsOf([piece]);
    if (part.length > 0 && ids.union(more).size > LENT_TOGETHER) {
      parts.push({ pieces: part, ids });
      part = [];
      ids = new Set();
    }
    part.push(piece);
    ids = ids.union(more);
  }
  return [...parts, { pieces: part, ids }];
}
