import type { Findings, Profile, ProfileResult, Verdict } from '@ingot/inspector';
import type { ReportOutcome, TreeRoot } from '../images/index.ts';
import type { NewJob } from '../jobs/index.ts';
import type { ImageId, JobId, ProjectId } from '../kernel/ids.ts';
import type { ImagePolicy } from './image-policy.ts';
import type { JudgedProfile, ProfileKey, Report, ReportAttachment, WholeReport } from './report.ts';

/** Where reports and policies are kept. Every time is handed in, in milliseconds since the epoch. */
export interface ReportStore {
  /**
   * Together with its job, or done already, with what came of it. The oldest of the image that are over make room for it.
   */
  reportAdd(report: NewReport, next: { readonly job: NewJob } | { readonly outcome: ReportOutcome }): Promise<void>;
  reportFind(id: JobId): Promise<Report | null>;
  /** Of an image, newest first. */
  reportList(query: ReportQuery): Promise<readonly Report[]>;
  /** With what was found on its disk. */
  reportRead(report: Report): Promise<Omit<WholeReport, 'contradictions'>>;
  /** Begins or goes on with one that is not over; null when it is, or is not known. */
  reportBegin(id: JobId, now: number): Promise<Report | null>;
  /** Whether somebody wants it to end. */
  cancelWanted(id: JobId): Promise<boolean>;
  /**
   * Ends the report, with what was found, or null for what was known of the disk before. What came of it is written to the
   * image in the same transaction.
   *
   * @throws JobCancelled when somebody wants it to end, or it is over: then nothing is written.
   */
  reportFinish(
    report: Pick<Report, 'id' | 'imageId'>,
    end: {
      readonly root: TreeRoot;
      readonly found: Found | null;
      readonly outcome: ReportOutcome;
      readonly now: number;
    },
  ): Promise<void>;
  /** Ends one without anything found. @param failure a sentence; null for one that was cancelled. */
  reportEnd(id: JobId, failure: string | null, now: number): Promise<void>;
  /** False when it is over already, or not known. */
  reportCancel(id: JobId, now: number): Promise<boolean>;
  /** What was found on a disk; null where nothing is known of it. */
  findingsFind(root: TreeRoot): Promise<Findings | null>;
  /** Verdicts that are final: a disk of which something is not known may be asked again. */
  verdictsFind(root: TreeRoot, keys: readonly ProfileKey[]): Promise<ReadonlyMap<string, Verdict>>;

  policyFind(project: ProjectId): Promise<ImagePolicy | null>;
  policyWrite(policy: ImagePolicy, now: number): Promise<void>;

  /** Images that have reports, in order. */
  reportedImages(after: ImageId | null, limit: number): Promise<readonly ImageId[]>;
  /** Forgets the reports of an image, and what was found where nothing refers to it any more. */
  reportsForget(image: ImageId): Promise<void>;
}

export type NewReport = Pick<
  Report,
  'id' | 'imageId' | 'root' | 'profiles' | 'requestedBy' | 'projectId' | 'createdAt'
>;

export interface ReportQuery {
  readonly imageId: ImageId;
  /** The last report of the page before. */
  readonly after?: Pick<Report, 'id' | 'createdAt'>;
  readonly limit: number;
}

/** What came of a look at a disk. */
export interface Found {
  readonly findings: Findings | null;
  readonly attachments: readonly ReportAttachment[];
  readonly results: readonly { readonly profile: Profile; readonly key: ProfileKey; readonly result: ProfileResult }[];
}

/** A profile as reports keep it. */
export type KeptProfile = Omit<JudgedProfile, 'verdict'>;
