import type { Findings, ProfileResult, Profile, Verdict } from '@ingot/inspector';
import type { Contradiction } from './found-properties.ts';
import type { TreeRoot } from '../images/index.ts';
import type { ImageId, JobId, ProjectId, UserId } from '../kernel/ids.ts';

/**
 * A look at what is on the disk of an image, judged by profiles. It is of the bytes that the image had: what was found is
 * kept by the root of the disk, so that equal disks are looked at once for a version of a profile.
 *
 *   waiting ──► running ──► done
 *      │           ├──────► failed
 *      └──cancel───┴──────► cancelled
 */
export interface Report {
  /** Also of the job that does the work. */
  readonly id: JobId;
  readonly imageId: ImageId;
  /** Of the disk that is looked at; null until it is there. */
  readonly root: TreeRoot | null;
  readonly profiles: readonly JudgedProfile[];
  readonly state: ReportState;
  /** Who asked for it; null when the policy of a project did. */
  readonly requestedBy: UserId | null;
  /** For whom: the project whose turn at the work it takes. */
  readonly projectId: ProjectId;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type ReportState =
  | { readonly status: 'waiting' | 'running'; readonly cancelRequested: boolean }
  | { readonly status: 'done' | 'cancelled'; readonly finishedAt: number }
  /** `failure` is a sentence. */
  | { readonly status: 'failed'; readonly finishedAt: number; readonly failure: string };

export const REPORT_STATUSES = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
] as const satisfies readonly ReportState['status'][];

/** A profile by which a report judges; its verdict when that is known. */
export interface JudgedProfile extends ProfileKey {
  readonly id: string;
  readonly version: string;
  readonly verdict: Verdict | null;
}

/** What the result of a profile depends on beside the disk. */
export interface ProfileKey {
  /** Of its rules, see `profileHash`. */
  readonly hash: string;
  /** What the rules ask of the image as a file, '' where they ask nothing of it. */
  readonly subject: string;
}

/** Something that a report shows as it is: a picture of a screen, a log. */
export interface ReportAttachment {
  /** Of the report alone: `screen-1.png`. */
  readonly name: string;
  readonly mediaType: 'image/png' | 'text/plain';
  /** At most {@link MAX_ATTACHMENT} bytes. */
  readonly bytes: Buffer;
}

export const MAX_ATTACHMENT = 512 * 1024;

/** A report with all that was found. */
export interface WholeReport {
  readonly report: Report;
  /** In order of name. */
  readonly attachments: readonly ReportAttachment[];
  /** Null while nothing is known of the disk. */
  readonly findings: Findings | null;
  /** In the order of the report; of those that have a result. With the profile as it was then. */
  readonly results: readonly { readonly profile: Profile; readonly result: ProfileResult }[];
  /** What the image says of itself now, and what is not so on its disk. */
  readonly contradictions: readonly Contradiction[];
}
