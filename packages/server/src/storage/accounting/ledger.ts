import { rm } from 'node:fs/promises';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { chunkIdToBytes, type ChunkId, type ChunkLengths, type TreeRoot } from '@ingot/chunk-store';
import type { ImageContentPlace, StoredImageContent } from '../../images/index.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { OwnedDisk, OwnedDiskPlace } from '../collection/live-disks.ts';
import type { HolderId } from './accounts.ts';
import { LEDGER_SCHEMA } from './ledger-schema.ts';
import { COUNTERS, isSettled, reached, settleReach, type Counter, type Position, type Reach } from './reach.ts';

/** The parts of a project that are groups of their own: images, by family, the trash, and volumes with snapshots. */
export const SHELVES = { images: 0, trash: 1, disks: 2 } as const;
type Shelf = (typeof SHELVES)[keyof typeof SHELVES];

/** What a tree is there for. */
type ContentPlace = ImageContentPlace | OwnedDiskPlace | 'export';

/** A content in its order, with what has been found out about it. Bytes. */
export interface LedgerContent extends Readonly<Record<Counter, number>> {
  readonly number: number;
  readonly project: ProjectId;
  readonly shelf: Shelf;
  /** Empty for none. */
  readonly family: string;
  readonly root: TreeRoot;
  /** What needs it: of an image the id of that, of its artefacts and its disk too. */
  readonly holder: HolderId;
  readonly place: ContentPlace;
  /** As a file: 0 for what is no file of its own. */
  readonly size: number;
  /** Of the distinct chunks that it reaches; null when its tree could not be gone through. */
  readonly stored: number | null;
  readonly plain: number | null;
  readonly tree_measured_at: number | null;
}

export interface TreeFigures {
  readonly stored: number;
  readonly plain: number;
}

interface ReachRow {
  readonly first: number;
  readonly last: number;
  readonly spread: Reach['spread'];
  readonly own_first: number;
  readonly own_spread: Reach['ownSpread'];
}

interface ChunkRow extends ReachRow, TreeFigures {}

/** Contents read at a time. */
const CONTENTS_AT_A_TIME = 256;

/**
 * What one pass of accounting writes down while it goes: a scratch file of its own, worth nothing afterwards, so neither
 * flushed nor journalled. It holds about 100 bytes for each distinct chunk; memory is bounded by its page cache.
 */
export class Ledger {
  readonly #file: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Begins an empty one. @param file what is left of another one there is removed. */
  static async open(file: string): Promise<Ledger> {
    await rm(file, { force: true });
    return new Ledger(file);
  }

  private constructor(file: string) {
    this.#file = file;
    this.#database = new DatabaseSync(file);
    this.#database.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -32768');
    this.#database.exec(`${LEDGER_SCHEMA} begin;`);
  }

  /** Takes the content of an image in, or the disk that was unpacked from it. All of them come in any order. */
  addContent({ ownerId, place, family, root, imageId, size, deletedAt }: StoredImageContent): void {
    const inTrash = place === 'trash' || (place === 'view' && deletedAt !== null);
    // As files there would be no views.
    const logical = place === 'view' ? 0 : size;
    this.#arrive(ownerId, inTrash ? SHELVES.trash : SHELVES.images, family ?? '', root, imageId, place, logical);
  }

  /** Takes the tree of a snapshot in, or the one that a volume stands on. */
  addDisk({ ownerId, keptBy, root, id, size }: OwnedDisk): void {
    // What a volume stands on is somebody's already; what it is itself lies on its host.
    this.#arrive(ownerId, SHELVES.disks, '', root, id, keptBy, keptBy === 'volume' ? 0 : size);
  }

  /** Takes a prepared export in; it goes where its image is, and nowhere without it. */
  addArtefact(image: string, root: TreeRoot): void {
    this.#prepare('insert or replace into artefact values (?, ?)').run(image, root);
  }

  /** Puts them in order, when all are there. @returns how many there are. */
  arrange(): number {
    const columns = 'project, shelf, family, root, holder, place';
    // The order of the join is given: the images are read once, and the artefacts of each found by their key.
    this.#database.exec(
      `insert into content (${columns}, size)
         select ${columns}, size from arrival
         union all
         select project, shelf, family, artefact.root, holder, 'export', 0
           from arrival cross join artefact on artefact.image = holder where place in ('content', 'trash')
         order by ${columns}`,
    );
    this.#database.exec('drop table arrival; drop table artefact');
    const { count } = this.#prepare('select count(*) as count from content').get() as { readonly count: number };
    return count;
  }

  /** In order; what was written down by then. */
  *contents(): Generator<LedgerContent> {
    const page = this.#prepare('select * from content where number > ? order by number limit ?');
    for (let last = 0; ;) {
      // The columns are those of the interface: see ledger-schema.ts.
      const rows = page.all(last, CONTENTS_AT_A_TIME) as unknown as LedgerContent[];
      yield* rows;
      last = rows.at(-1)?.number ?? 0;
      if (rows.length < CONTENTS_AT_A_TIME) return;
    }
  }

  /** Those of the chunks that nobody has come to before. */
  strangers(ids: readonly ChunkId[]): ChunkId[] {
    return ids.filter((id) => !this.#chunk(chunkIdToBytes(id)));
  }

  /**
   * Somebody comes to chunks, once each in one call.
   *
   * @param lengths of strangers; one that is absent there is not in the store and is passed over.
   * @returns what of them this content had not come to before.
   */
  visit(at: Position, ids: readonly ChunkId[], lengths: ReadonlyMap<ChunkId, ChunkLengths>): TreeFigures {
    const sum = { stored: 0, plain: 0 };
    const credits = new Map<number, Map<Counter, number>>();
    for (const id of ids) {
      const key = chunkIdToBytes(id);
      const row = this.#chunk(key);
      const found = lengths.get(id);
      const chunk = row ?? (found && { stored: found.storedLength, plain: found.plainLength });
      if (!chunk) continue;
      const before = row ? toReach(row) : null;
      if (before?.last === at.number) continue;
      const after = reached(before, at);
      settleReach(before, after, at, chunk, (number, counter, bytes) => {
        const credited = credits.get(number) ?? new Map<Counter, number>();
        credited.set(counter, (credited.get(counter) ?? 0) + bytes);
        credits.set(number, credited);
      });
      this.#prepare('insert or replace into chunk values (?, ?, ?, ?, ?, ?, ?, ?)').run(
        key,
        chunk.stored,
        chunk.plain,
        ...fromReach(after),
      );
      sum.stored += chunk.stored;
      sum.plain += chunk.plain;
    }
    this.#credit(credits);
    return sum;
  }

  /**
   * Somebody comes to a page.
   *
   * @param everything whether all that is below is to be gone through, be it only for the sum of this content.
   * @returns whether there is a reason to go on with what is in it.
   */
  enter(at: Position, id: ChunkId, everything: boolean): boolean {
    const key = chunkIdToBytes(id);
    const row = this.#prepare('select * from page where id = ?').get(key) as ReachRow | undefined;
    const before = row ? toReach(row) : null;
    if (before?.last === at.number) return false;
    this.#prepare('insert or replace into page values (?, ?, ?, ?, ?, ?)').run(key, ...fromReach(reached(before, at)));
    return everything || before === null || !isSettled(before, at);
  }

  /** What is known of a tree from a content before. */
  treeFind(root: TreeRoot): TreeFigures | null {
    const row = this.#prepare('select stored, plain from tree where root = ?').get(root);
    return (row as TreeFigures | undefined) ?? null;
  }

  /** Writes down what a content reaches. */
  settle(number: number, root: TreeRoot, { stored, plain }: TreeFigures, measuredAt: number): void {
    const update = 'update content set stored = ?, plain = ?, tree_measured_at = ? where number = ?';
    this.#prepare(update).run(stored, plain, measuredAt, number);
    this.#prepare('insert or replace into tree values (?, ?, ?)').run(root, stored, plain);
  }

  #arrive(...row: readonly [ProjectId, Shelf, string, TreeRoot, string, ContentPlace, number]): void {
    this.#prepare('insert or replace into arrival values (?, ?, ?, ?, ?, ?, ?)').run(...row);
  }

  async close(): Promise<void> {
    this.#database.close();
    await rm(this.#file, { force: true });
  }

  #chunk(key: Buffer): ChunkRow | undefined {
    return this.#prepare('select * from chunk where id = ?').get(key) as ChunkRow | undefined;
  }

  #credit(credits: ReadonlyMap<number, ReadonlyMap<Counter, number>>): void {
    const columns = COUNTERS.map((counter) => `${counter} = ${counter} + ?`).join(', ');
    const update = this.#prepare(`update content set ${columns} where number = ?`);
    for (const [number, credited] of credits) {
      update.run(...COUNTERS.map((counter) => credited.get(counter) ?? 0), number);
    }
  }

  #prepare(text: string): StatementSync {
    const known = this.#statements.get(text) ?? this.#database.prepare(text);
    this.#statements.set(text, known);
    return known;
  }
}

function toReach({ first, last, spread, own_first: ownFirst, own_spread: ownSpread }: ReachRow): Reach {
  return { first, last, spread, ownFirst, ownSpread };
}

function fromReach({ first, last, spread, ownFirst, ownSpread }: Reach): number[] {
  return [first, last, spread, ownFirst, ownSpread];
}
