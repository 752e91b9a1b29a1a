import type { ChunkId } from '../chunk-id.ts';
import { ChunkStoreError } from '../errors.ts';
import type { HeldLease } from '../index/lease-keeper.ts';
import { RecurringEvent } from '../ingest/event.ts';
import type { StoredTree } from '../ingest/ingest.ts';
import { LeasedTree, type IngestResources } from '../ingest/leased-tree.ts';
import { ChunkMaker, type MakerParts } from './chunk-maker.ts';
import { planChunks, type Plan } from './chunk-plan.ts';
import type { ExtractOptions, FileInTree, MappedDisk } from './extraction.ts';
import type { Making } from './making.ts';
import { SourceChunks } from './source-chunks.ts';
import { lentFor, stepsOf, type Step } from './steps.ts';

/** Parts of the disk whose chunks in the file are looked up together: 16 MiB of it, less where it is cut up. */
const PLANNED_TOGETHER = { plans: 64, pieces: 1024 };
/** Chunks of the file that are lent at a time, to threads that do not read by themselves: 16 MiB. */
const MAX_LENT = 64;

export type ExtractionResources = IngestResources & MakerParts;

/** The extraction as described in extraction.ts. */
export class DiskExtraction {
  readonly #resources: ExtractionResources;
  readonly #maker: ChunkMaker;
  readonly #tree: LeasedTree;
  readonly #ended = new RecurringEvent();
  #lent = 0;

  constructor(resources: ExtractionResources, lease: HeldLease) {
    this.#resources = resources;
    this.#maker = new ChunkMaker(resources);
    // A disk is larger than what is read of it next.
    this.#tree = new LeasedTree({ ...resources, readLater: true }, lease);
  }

  /** To be called once. @throws ChunkStoreError, DiskError `malformed`, or what the map throws. */
  run(file: FileInTree, { size, extents }: MappedDisk, progress: ExtractOptions['progress']): Promise<StoredTree> {
    return this.#tree.run(async () => {
      for await (const plans of planned(planChunks(size, extents))) {
        const sources = await SourceChunks.find(this.#resources.reader, file, plans);
        const steps = [...stepsOf(plans, sources, size)];
        await this.#hold(steps);
        for (const step of steps) await this.#take(step, sources);
        const last = plans.at(-1);
        if (last) progress?.(last.offset + last.length);
      }
      return this.#tree.finish(async () => ({}), 'page');
    });
  }

  abort(): Promise<void> {
    return this.#tree.abort();
  }

  /** @throws ChunkStoreError 'missing' when a chunk that the file is said to have is not there. */
  async #hold(steps: readonly Step[]): Promise<void> {
    const entries = steps.flatMap((step) => (step.kind === 'run' ? step.run.entries : []));
    const ids = [...new Set(entries.filter((entry): entry is ChunkId => entry !== null))];
    if (ids.length === 0) return;
    const held = await this.#resources.index.hold(this.#tree.lease, ids);
    const absent = ids.find((id) => !held.has(id));
    if (absent !== undefined) throw new ChunkStoreError('missing', `chunk ${absent} is not in the store`);
  }

  async #take(step: Step, sources: SourceChunks): Promise<void> {
    const { pipeline } = this.#tree;
    if (step.kind === 'run') {
      await pipeline.room();
      pipeline.pushRun(step.run);
      return;
    }
    let making = this.#maker.gathered(step, sources);
    const lent = making ? 0 : lentFor(step);
    while (this.#lent > 0 && this.#lent + lent > MAX_LENT) await this.#ended.next();
    this.#lent += lent;
    const filled: Promise<unknown>[] = [];
    try {
      making ??= await this.#maker.begin(step, sources, this.#tree.stop.signal);
      for (const { length, fill } of making.chunks) {
        if (!pipeline.hasRoom || this.#tree.isShort) making.send?.();
        await pipeline.room();
        const slot = await this.#tree.slot();
        const identity = fill(slot);
        pipeline.pushMade(slot, length, identity);
        filled.push(identity);
      }
    } finally {
      making?.send?.();
      void this.#end(lent, making, filled);
    }
  }

  async #end(lent: number, making: Making | null, filled: readonly Promise<unknown>[]): Promise<void> {
    await Promise.allSettled(filled);
    await making?.end();
    this.#lent -= lent;
    this.#ended.happen();
  }
}

async function* planned(plans: AsyncIterable<Plan>): AsyncGenerator<readonly Plan[]> {
  let together: Plan[] = [];
  let pieces = 0;
  for await (const plan of plans) {
    together.push(plan);
    pieces += plan.kind === 'chunk' ? plan.pieces.length : 1;
    if (together.length < PLANNED_TOGETHER.plans && pieces < PLANNED_TOGETHER.pieces) continue;
    yield together;
    together = [];
    pieces = 0;
  }
  if (together.length > 0) yield together;
}
