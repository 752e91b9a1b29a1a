/**
 * Rebuild: the records again, from what lies in the store alone.
 *
 *     labels ──► projects ──► the administrator ──► packs ──► index of chunks
 *                                                     └─► roots of trees ─┐
 *     labels ──► images and snapshots as they were                        ▼
 *     roots that belong to none of them ──► deactivated images of the administrator's project
 *
 * An image or a snapshot comes back when its tree is complete. What the labels do not tell is lost: users and their roles,
 * shares, uploads that waited for an import, volumes. It can be interrupted and run again, over an empty database and
 * over an older one; what the database has and what is newer there stays. For a store that nobody uses.
 */
import {
  rebuildIndex,
  type ChunkIndex,
  type ChunkStore,
  type PackBackend,
  type PackId,
  type TreeRoot,
} from '@ingot/chunk-store';
import { recoverImage, type Image, type ImageStore } from '../../images/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { LiveDisks } from '../collection/live-disks.ts';
import type { LabelStore } from '../labels/label-store.ts';
import { subjectOf } from '../labels/label-subject.ts';
import { readLabel, type AnyLabel } from '../labels/read-label.ts';
import type { RecoverableSnapshot, SnapshotLabels } from '../labels/snapshot-labels.ts';
import { unlabelledImage } from './unlabelled-image.ts';
import type { FoundRoots } from './found-roots.ts';

export interface RebuildParts {
  /** Of the packs that hold content. */
  readonly backend: PackBackend;
  readonly index: ChunkIndex;
  /** Over both. */
  readonly chunks: ChunkStore;
  readonly images: ImageStore;
  /** What is left of volumes and snapshots, and of what is made of images: in an older database, for example. */
  readonly disks: LiveDisks;
  readonly snapshotLabels: SnapshotLabels;
  readonly labels: LabelStore;
  readonly labelPacks: PackBackend;
  readonly found: FoundRoots;
  readonly projectRecover: (project: { readonly id: ProjectId; readonly name: string | null }) => Promise<boolean>;
  /** Makes the administrator where there is none. @returns the project of the administrator. */
  readonly administrator: () => Promise<ProjectId>;
  readonly owner: string;
  readonly clock: Clock;
}

/** Counts, as far as they are known. */
export interface RebuildFigures {
  readonly packs: {
    readonly known: number;
    readonly adopted: number;
    readonly lost: number;
    readonly unreadable: number;
  };
  readonly chunks: number;
  readonly bytes: number;
  readonly projects: number;
  /** By their labels: made again, brought up to date, as they should be, or not complete any more. */
  readonly images: Record<'recovered' | 'updated' | 'known' | 'incomplete', number>;
  readonly snapshots: Record<'recovered' | 'updated' | 'known' | 'incomplete', number>;
  readonly unreadableLabels: number;
  /** Without labels: made images, or passed over as they are not complete. */
  readonly contents: { readonly recovered: number; readonly incomplete: number };
}

export interface RebuildOptions {
  readonly signal: AbortSignal;
  /** How far it has come; called often. */
  readonly progress: (figures: RebuildFigures) => void;
  /** A sentence about something that is lost. */
  readonly loss: (sentence: string) => void;
}

/** Roots looked at, and forgotten, together. */
const ROOTS_AT_A_TIME = 256;

/** @throws ChunkStoreError when the packs cannot be read; IngotError; the signal's reason. */
export async function rebuild(parts: RebuildParts, options: RebuildOptions): Promise<RebuildFigures> {
  return new Rebuild(parts, options).run();
}

class Rebuild {
  readonly #parts: RebuildParts;
  readonly #options: RebuildOptions;
  readonly #checker: ReturnType<ChunkStore['integrity']['treeChecker']>;
  readonly #figures = {
    packs: { known: 0, adopted: 0, lost: 0, unreadable: 0 },
    chunks: 0,
    bytes: 0,
    projects: 0,
    images: { recovered: 0, updated: 0, known: 0, incomplete: 0 },
    snapshots: { recovered: 0, updated: 0, known: 0, incomplete: 0 },
    unreadableLabels: 0,
    contents: { recovered: 0, incomplete: 0 },
  };

  constructor(parts: RebuildParts, options: RebuildOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#checker = parts.chunks.integrity.treeChecker();
  }

  async run(): Promise<RebuildFigures> {
    await this.#recoverProjects();
    const administrator = await this.#parts.administrator();
    await this.#rebuildIndex();
    await this.#recoverLabelled();
    await this.#recoverContents(administrator);
    return this.#figures;
  }

  async #recoverProjects(): Promise<void> {
    for await (const { label } of this.#labels()) {
      if (!label) continue;
      const project =
        'image' in label
          ? { id: label.image.image.ownerId, name: label.image.ownerName }
          : { id: label.snapshot.ownerId, name: label.snapshot.ownerName };
      if (await this.#parts.projectRecover(project)) this.#figures.projects += 1;
      this.#tell();
    }
  }

  async #rebuildIndex(): Promise<void> {
    const { backend, index, owner, found } = this.#parts;
    const { signal, loss } = this.#options;
    const onRoots = (roots: readonly TreeRoot[]): Promise<void> => found.rootsAdd(roots);
    for await (const pack of rebuildIndex({ backend, index, owner, signal, onRoots })) {
      this.#figures.packs[pack.outcome] += 1;
      if (pack.outcome === 'adopted') {
        this.#figures.chunks += pack.chunks;
        this.#figures.bytes += pack.bytes;
      } else if (pack.outcome === 'lost' && pack.chunks > 0) {
        loss(`Pack ${pack.pack} with ${pack.chunks} chunks is not in the store any more.`);
      } else if (pack.outcome === 'unreadable') {
        loss(`Pack ${pack.pack} is passed over: ${pack.reason}.`);
      }
      this.#tell();
    }
  }

  async #recoverLabelled(): Promise<void> {
    for await (const { pack, label, problem } of this.#labels()) {
      if (!label) {
        this.#figures.unreadableLabels += 1;
        this.#options.loss(`Label ${pack} cannot be read: ${problem}`);
      } else if ('image' in label) {
        await this.#recoverImage(pack, label.image.image);
      } else {
        await this.#recoverSnapshot(pack, label.snapshot);
      }
      this.#tell();
    }
  }

  async #recoverImage(pack: PackId, image: Image): Promise<void> {
    const { labels, images } = this.#parts;
    await labels.labelAdd(pack, subjectOf({ kind: 'image', id: image.id }));
    const { state } = image;
    const content = state.status === 'deleted' ? state.before : state;
    const root = content && 'content' in content ? content.content.root : null;
    const isThere = await this.#isComplete(root, `Image ${image.id} (${image.name ?? 'without a name'})`);
    this.#figures.images[isThere ? await recoverImage(images, image) : 'incomplete'] += 1;
  }

  async #recoverSnapshot(pack: PackId, { id, name, root, recover }: RecoverableSnapshot): Promise<void> {
    await this.#parts.labels.labelAdd(pack, subjectOf({ kind: 'snapshot', id }));
    const isThere = await this.#isComplete(root, `Snapshot ${id} (${name ?? 'without a name'})`);
    this.#figures.snapshots[isThere ? await recover() : 'incomplete'] += 1;
  }

  /** Says what is lost where it is not. */
  async #isComplete(root: TreeRoot | null, what: string): Promise<boolean> {
    const { signal, loss } = this.#options;
    const damage = root && (await this.#checker.check(root, signal));
    if (!damage || damage.chunks + damage.pages === 0) return true;
    const missing = `${damage.chunks} chunks and ${damage.pages} pages of it are missing or damaged`;
    loss(`${what} does not come back: ${missing}.`);
    return false;
  }

  async #recoverContents(administrator: ProjectId): Promise<void> {
    const { found, images, chunks, clock } = this.#parts;
    const { signal } = this.#options;
    await this.#forgetKnown();
    for (;;) {
      const roots = await found.rootList({ after: null, limit: ROOTS_AT_A_TIME });
      for (const root of roots) {
        signal.throwIfAborted();
        const damage = await this.#checker.check(root, signal);
        if (damage.chunks + damage.pages > 0) this.#figures.contents.incomplete += 1;
        else {
          const image = await unlabelledImage(await chunks.open(root), administrator, clock.now(), signal);
          await recoverImage(images, image);
          this.#figures.contents.recovered += 1;
        }
        await found.rootsForget([root]);
        this.#tell();
      }
      if (roots.length === 0) return;
    }
  }

  /** Forgets the roots that something has. */
  async #forgetKnown(): Promise<void> {
    const { found, images, disks } = this.#parts;
    for (const trees of [images.contents(), disks()]) {
      let batch = [];
      for await (const { root } of trees) {
        batch.push(root);
        if (batch.length < ROOTS_AT_A_TIME) continue;
        await found.rootsForget(batch);
        batch = [];
      }
      await found.rootsForget(batch);
    }
  }

  async *#labels(): AsyncGenerator<{ pack: PackId; label: AnyLabel | null; problem: string }> {
    const { labelPacks, snapshotLabels } = this.#parts;
    for await (const pack of labelPacks.list()) {
      this.#options.signal.throwIfAborted();
      const label = await readLabel(labelPacks, snapshotLabels, pack);
      yield typeof label === 'string' ? { pack, label: null, problem: label } : { pack, label, problem: '' };
    }
  }

  #tell(): void {
    this.#options.progress(this.#figures);
  }
}
