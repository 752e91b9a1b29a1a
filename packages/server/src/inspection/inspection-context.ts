import type { BootFacts, Findings, ImageFacts, Profile, ProfileResult } from '@ingot/inspector';
import type { DiskTree, DiskViews, Images, TreeRoot } from '../images/index.ts';
import type { WorkLog } from '../jobs/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { ComparedDisks } from './diffs/image-diff.ts';
import type { ImageDiffStore } from './diffs/image-diff-store.ts';
import type { Profiles } from './profiles.ts';
import type { ReportAttachment } from './report.ts';
import type { ReportStore } from './report-store.ts';

/** What the operations work with. */
export interface InspectionContext {
  readonly store: ReportStore;
  readonly diffs: ImageDiffStore;
  readonly profiles: Profiles;
  readonly images: Pick<Images, 'imageGet' | 'dataOpen'>;
  readonly views: Pick<DiskViews, 'of' | 'wait'>;
  /** Whether what is found becomes properties of images that do not say it. */
  readonly suggests: boolean;
  /** Whether an image can't come back any more. */
  readonly imageGone: (id: ImageId) => Promise<boolean>;
  readonly lookAt: LookAt;
  readonly compareDisks: CompareDisks;
  readonly tryBoot: TryBoot;
  readonly clock: Clock;
  readonly log: WorkLog;
  /** Tells the runner that a job was enqueued. */
  readonly wakeJobs: () => void;
}

/**
 * Starts a throw-away copy of the disk of an image and says what it did.
 *
 * @throws IngotError where it can't be started; the reason of the signal.
 */
export type TryBoot = (image: ImageId, disk: DiskTree, run: BootRun) => Promise<Boot>;

export interface BootRun {
  readonly signal: AbortSignal;
  /** Told sentences for people. */
  readonly progress: (sentence: string) => void;
}

export interface Boot {
  readonly facts: BootFacts;
  readonly attachments: readonly ReportAttachment[];
}

/**
 * Looks at a disk; what looks at it is started while it is still to come.
 *
 * @throws IngotError where its bytes can't be had; what it rejects with; the reason of the signal.
 */
export type LookAt = (disk: TreeRoot | Promise<TreeRoot>, order: LookOrder) => Promise<Look>;

/** Compares two disks. @throws IngotError where their bytes can't be had; the reason of the signal. */
export type CompareDisks = (before: TreeRoot, after: TreeRoot, signal: AbortSignal) => Promise<ComparedDisks>;

export interface LookOrder {
  readonly profiles: readonly Profile[];
  readonly image: ImageFacts;
  readonly signal: AbortSignal;
}

export interface Look {
  /** Null where nothing is known of the disk. */
  readonly findings: Findings | null;
  /** One for every profile, in order. */
  readonly results: readonly ProfileResult[];
}
