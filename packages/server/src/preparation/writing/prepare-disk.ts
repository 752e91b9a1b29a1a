import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ChunkStore, StoredTree, TreeReader } from '@ingot/chunk-store';
import { DiskError, ProgramError, type DiskRange, type ExtEdit, type ExtEditor } from '@ingot/disk';
import type { Edit, ImageFacts, Inspector, MendId, Plan, Planned, PlannedPart, Profile } from '@ingot/inspector';
import { fromChunkStore, type TreeRoot } from '../../images/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import { outcomeOf, type Outcome } from '../outcome.ts';
import { deriveWritten, type DeriveParts } from './derive-written.ts';
import { requireNotWorse } from './require-not-worse.ts';
import { layOutPart } from './scratch-part.ts';
import { WrittenDisk } from './written-disk.ts';

export interface DiskPreparerParts extends DeriveParts {
  readonly chunks: Pick<ChunkStore, 'open' | 'derive' | 'hold'>;
  readonly inspector: Pick<Inspector, 'plan'>;
  readonly editor: ExtEditor;
  /** Where file systems are laid out; on a disk with room. */
  readonly scratch: string;
}

export interface PreparationOrder {
  readonly mends: readonly MendId[];
  /** By which the copy must not be worse. */
  readonly profiles: readonly Profile[];
  readonly image: ImageFacts;
  readonly signal: AbortSignal;
  /** Told sentences for people now and then. */
  readonly progress: (sentence: string) => void;
}

/** Makes corrected copies of disks. */
export interface DiskPreparer {
  /** What would be changed; nothing is. @throws as `prepare` does. */
  plan(root: TreeRoot, order: PreparationOrder): Promise<Outcome>;
  /**
   * Makes the copy, and looks at it again.
   * @returns a tree that is held until it is released.
   * @throws IngotError: `conflict` where there is no Linux that can be changed, `storage-full`; the signal's reason. Then
   *   nothing is left behind.
   */
  prepare(root: TreeRoot, order: PreparationOrder): Promise<{ readonly tree: StoredTree; readonly outcome: Outcome }>;
  /** Makes the place to work in, and removes what an earlier life of this process has left there. */
  recover(): Promise<void>;
}

/** File systems of a disk that are changed; more are no parts of one system. */
const MAX_PARTS = 16;

export function createDiskPreparer(parts: DiskPreparerParts): DiskPreparer {
  return {
    recover: async () => {
      await rm(parts.scratch, { recursive: true, force: true });
      await mkdir(parts.scratch, { mode: 0o700 });
    },
    plan: (root, order) =>
      guarded(order, async () => {
        const { plan } = await look(parts, await parts.chunks.open(root), order);
        requireWritable(plan);
        return outcomeOf(plan, null);
      }),
    prepare: (root, order) =>
      guarded(order, async () => {
        const disk = await parts.chunks.open(root);
        const directory = await mkdtemp(path.join(parts.scratch, 'disk-'));
        const written = new WrittenDisk(disk);
        try {
          return await prepare(parts, { disk, written, directory }, order);
        } finally {
          await written.close();
          await rm(directory, { recursive: true });
        }
      }),
  };
}

/** What fails in there fails as one of ours. */
async function guarded<Result>({ signal }: PreparationOrder, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw refusalOf(error);
  }
}

interface Work {
  readonly disk: TreeReader;
  readonly written: WrittenDisk;
  readonly directory: string;
}

async function prepare(
  parts: DiskPreparerParts,
  work: Work,
  order: PreparationOrder,
): Promise<{ readonly tree: StoredTree; readonly outcome: Outcome }> {
  const { chunks, editor } = parts;
  const { disk, written } = work;
  const { signal, progress } = order;
  progress('The disk is looked at.');
  const first = await look(parts, disk, order);
  requireWritable(first.plan);
  const plan = await layOut(parts, work, order, first.plan);
  if (plan.parts.length === 0) return { tree: await chunks.hold(disk.root), outcome: outcomeOf(plan, plan) };
  progress('The file systems are changed.');
  for (const { ranges, changes } of plan.parts) {
    const file = written.find(ranges);
    if (!file) throw new IngotError('conflict', 'The disk says something else each time that it is looked at.');
    const edits = changes.map(({ edit }) => editOf(edit));
    await editor.apply(file, edits, signal);
    // Counts of what is free; and nothing is kept that is not sound.
    await editor.settle(file, signal);
    await editor.check(file, signal);
  }
  progress('The copy is looked at.');
  const last = await look(parts, written, order);
  requireNotWorse(first.report.profiles, last.report.profiles);
  const tree = await deriveWritten(parts, disk, written, {
    signal,
    progress: (done) => progress(`${done} bytes were compared.`),
  });
  return { tree, outcome: outcomeOf(plan, last.plan) };
}

/**
 * Lays out what a plan is to change, with journals replayed. Where that changed anything, inodes may be others, so that
 * there is a new plan.
 */
async function layOut(parts: DiskPreparerParts, work: Work, order: PreparationOrder, first: Plan): Promise<Plan> {
  const { disk, written, directory } = work;
  const { signal, progress } = order;
  for (let plan = first; ;) {
    const missing = plan.parts.filter(({ ranges }) => written.find(ranges) === null);
    for (const { ranges } of missing) {
      requireSane(ranges, written, disk.size);
      const file = path.join(directory, `part-${written.count}`);
      const laidOut = (done: number): void => progress(`${done} bytes of a file system were laid out.`);
      const part = await layOutPart(disk, ranges, file, { signal, progress: laidOut });
      await parts.editor.settle(part, signal);
      await written.add(part);
    }
    if (missing.every(({ clean }) => clean)) return plan;
    plan = (await look(parts, written, order)).plan;
  }
}

async function look(
  { inspector }: DiskPreparerParts,
  disk: Parameters<Inspector['plan']>[0],
  { mends, profiles, image, signal }: PreparationOrder,
): Promise<Pick<Planned, 'report'> & { readonly plan: Plan }> {
  const { report, plan } = await inspector.plan(disk, mends, { profiles, image, signal });
  if (!plan.known) throw new IngotError('conflict', `The disk cannot be looked at. ${plan.reason}`);
  const systems = report.findings.known ? report.findings.value.systems : [];
  if (!systems.some(({ family }) => family === 'linux')) {
    throw new IngotError(
      'conflict',
      'No Linux system that can be read was found on the disk: nothing can be prepared.',
    );
  }
  return { report, plan: plan.value };
}

/** Where all lies on file systems that are not written to there is nothing to be done here. */
function requireWritable({ parts, left }: Plan): void {
  const elsewhere = left.find(({ because }) => because === 'file-system');
  if (parts.length > 0 || !elsewhere) return;
  throw new IngotError(
    'conflict',
    `The system lies on a file system that is not written to (${elsewhere.detail ?? 'unknown'}): only ext2, ext3 and ext4 are. Run the remedies of a report on the machine itself, and make a new image of it.`,
  );
}

/** The plan comes from a process that read a stranger's disk, and may be another each time. */
function requireSane(ranges: PlannedPart['ranges'], written: WrittenDisk, size: number): void {
  if (written.count >= MAX_PARTS) {
    throw new IngotError('conflict', `The disk has more than ${MAX_PARTS} file systems that would be changed.`);
  }
  const others: readonly DiskRange[] = written.ranges();
  const all = [...others, ...ranges].toSorted((a, b) => a.offset - b.offset);
  let end = 0;
  for (const { offset, length } of all) {
    if (offset < end || offset + length > size) {
      throw new IngotError('conflict', 'Parts of the disk overlap: what is written to one would change another.');
    }
    end = offset + length;
  }
}

/** Names travel as Latin-1, a character a byte. */
function editOf(edit: Edit): ExtEdit {
  if (edit.kind === 'empty') return edit;
  const name = Buffer.from(edit.name, 'latin1');
  if (edit.kind !== 'link') return { ...edit, name };
  const below = edit.below === null ? null : Buffer.from(edit.below, 'latin1');
  return { ...edit, name, below, target: Buffer.from(edit.target, 'latin1') };
}

function refusalOf(error: unknown): unknown {
  if (error instanceof DiskError) {
    const code = error.code === 'io' ? 'unavailable' : 'conflict';
    return new IngotError(code, error.message, { cause: error });
  }
  if (error instanceof ProgramError) {
    return new IngotError('unavailable', 'What was changed could not be compared; try again later.', { cause: error });
  }
  // A name that is none is said by nobody but a process that a disk took over.
  if (error instanceof RangeError) {
    return new IngotError('conflict', 'The disk asks for changes that are none.', { cause: error });
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    return new IngotError('storage-full', 'The disk of the service has no room left.', { cause: error });
  }
  return fromChunkStore(error);
}
