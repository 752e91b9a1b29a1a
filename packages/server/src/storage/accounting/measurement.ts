import { setTimeout as sleep } from 'node:timers/promises';
import { isChunkStoreError, type ChunkId, type ChunkStore, type TreeVisitor } from '@ingot/chunk-store';
import type { StoredImageContent } from '../../images/index.ts';
import { isOwned, type LiveDisks } from '../collection/live-disks.ts';
import type { AccountingStore } from './accounting-store.ts';
import { writeAccounts } from './account-writer.ts';
import type { StoreAccount } from './accounts.ts';
import { Ledger, type LedgerContent, type TreeFigures } from './ledger.ts';
import type { Position } from './reach.ts';

/** Chunks looked up in one query. */
const CHUNKS_AT_ONCE = 256;
/** Chunks entered between two pauses: about a millisecond of the main thread. */
const CHUNKS_BETWEEN_PAUSES = 64;
/** A tree never changes, but compaction may store its chunks in another form: it is gone through again after this time. */
const TREE_LIFETIME = 7 * 24 * 3_600_000;

export interface MeasurementParts {
  readonly chunks: Pick<ChunkStore, 'visit' | 'lengths'>;
  readonly accounts: AccountingStore;
  /** Every content of an image that must be kept; bounded memory. */
  readonly contents: () => AsyncIterable<StoredImageContent>;
  /** What else must be. */
  readonly disks: LiveDisks;
  /** Of a scratch file, in a directory that this process alone uses. */
  readonly scratch: string;
  /** How much of the time may be spent, from above 0 to 1. */
  readonly share: number;
}

export interface MeasurementProgress {
  readonly contents: number;
  readonly measuredContents: number;
}

/**
 * Measures what everything takes, beside whatever goes on: contents that come later are not in it, those that go
 * meanwhile may be. Begun again it begins from the start.
 *
 *     contents ──► ledger: in order of project and group ──► each tree, as far as it can change anything ──► accounts
 *
 * A page that a group has in common is gone through twice at most: see reach.ts. What a single image reaches in all
 * takes a walk of its own, once for each tree.
 *
 * @param now when it began, in milliseconds since the epoch.
 */
export async function measure(
  parts: MeasurementParts,
  now: number,
  signal: AbortSignal,
  tell: (progress: MeasurementProgress) => void,
): Promise<StoreAccount> {
  const ledger = await Ledger.open(parts.scratch);
  try {
    const walk = new Walk(parts, ledger, now, signal);
    const contents = await walk.gather();
    let measuredContents = 0;
    for (const content of ledger.contents()) {
      await walk.take(content);
      measuredContents += 1;
      tell({ contents, measuredContents });
    }
    return await writeAccounts(parts.accounts, ledger, now, signal);
  } finally {
    await ledger.close();
  }
}

class Walk {
  readonly #parts: MeasurementParts;
  readonly #ledger: Ledger;
  readonly #now: number;
  readonly #signal: AbortSignal;
  #group: { readonly project: string; readonly name: string; readonly at: Omit<Position, 'number'> } | null = null;

  constructor(parts: MeasurementParts, ledger: Ledger, now: number, signal: AbortSignal) {
    this.#parts = parts;
    this.#ledger = ledger;
    this.#now = now;
    this.#signal = signal;
  }

  /** @returns how many contents there are. */
  async gather(): Promise<number> {
    for await (const content of this.#parts.contents()) {
      this.#signal.throwIfAborted();
      this.#ledger.addContent(content);
    }
    for await (const disk of this.#parts.disks()) {
      this.#signal.throwIfAborted();
      if (isOwned(disk)) this.#ledger.addDisk(disk);
      // A view came with its images.
      else if (disk.keptBy === 'export') this.#ledger.addArtefact(disk.id, disk.root);
    }
    return this.#ledger.arrange();
  }

  async take(content: LedgerContent): Promise<void> {
    const { number, root } = content;
    const at = this.#position(content);
    const known = await this.#known(content);
    const sum = { stored: 0, plain: 0 };
    const visit = async (ids: readonly ChunkId[]): Promise<void> => {
      const lengths = await this.#parts.chunks.lengths(this.#ledger.strangers(ids));
      for (const some of slices(ids, CHUNKS_BETWEEN_PAUSES)) {
        const { stored, plain } = await this.#briefly(() => this.#ledger.visit(at, some, lengths));
        sum.stored += stored;
        sum.plain += plain;
      }
    };
    const visitor: TreeVisitor = {
      enter: async (page) => {
        if (!this.#ledger.enter(at, page, known === null)) return false;
        await visit([page]);
        return true;
      },
      chunks: async (ids) => {
        for (const some of slices(ids, CHUNKS_AT_ONCE)) await visit(some);
      },
    };
    try {
      await this.#parts.chunks.visit(root, visitor, this.#signal);
    } catch (error) {
      // Given up meanwhile, or damaged, which the scrub tells of.
      if (isChunkStoreError(error, 'missing') || isChunkStoreError(error, 'corrupt')) return;
      throw error;
    }
    this.#ledger.settle(number, root, known ?? sum, known?.measuredAt ?? this.#now);
  }

  #position({ number, project, shelf, family }: LedgerContent): Position {
    const name = `${shelf} ${family}`;
    if (this.#group?.project !== project) {
      this.#group = { project, name, at: { projectFirst: number, groupFirst: number } };
    } else if (this.#group.name !== name) {
      this.#group = { project, name, at: { ...this.#group.at, groupFirst: number } };
    }
    return { number, ...this.#group.at };
  }

  async #known({ root }: LedgerContent): Promise<(TreeFigures & { readonly measuredAt: number }) | null> {
    const here = this.#ledger.treeFind(root);
    if (here) return { ...here, measuredAt: this.#now };
    return this.#parts.accounts.treeFind(root, this.#now - TREE_LIFETIME);
  }

  /** Does a little of the work, and then leaves the thread to others for as long as the share says. */
  async #briefly<Result>(work: () => Result): Promise<Result> {
    const begin = performance.now();
    const result = work();
    const pause = (performance.now() - begin) * (1 / this.#parts.share - 1);
    if (pause > 0) await sleep(pause, undefined, { signal: this.#signal });
    else await new Promise((resolve) => setImmediate(resolve));
    return result;
  }
}

function* slices<Item>(items: readonly Item[], length: number): Generator<readonly Item[]> {
  for (let first = 0; first < items.length; first += length) yield items.slice(first, first + length);
}
