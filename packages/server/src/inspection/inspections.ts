import type { Profile } from '@ingot/inspector';
import type { ImagePage } from '../images/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { ImageId, JobId, ProjectId } from '../kernel/ids.ts';
import type { ImageDiff, WholeDiff } from './diffs/image-diff.ts';
import type { ImagePolicy } from './image-policy.ts';
import type { Report, ReportAttachment, WholeReport } from './report.ts';

/**
 * What is on the disks of images, and whether that is as it should be. A report of an image is seen by those who see the
 * image, else it is `not-found`; it is made for those who may have the bytes.
 */
export interface Inspections {
  /** By id. */
  profileList(caller: Caller): readonly Profile[];
  /**
   * Has an image judged, by all profiles that its disk alone can answer unless some are named. What equal disks came to is taken over at once.
   *
   * @throws `invalid` for a profile that is not there, or that takes a boot test, `conflict` while the image has no bytes or no disk to look at,
   *   and while too many reports of it wait.
   */
  reportRequest(caller: Caller, image: ImageId, profiles: readonly string[] | null): Promise<Report>;
  /**
   * Has a throw-away copy of an image started, and judged by what it does: by every profile that asks for that. It is a report
   * like the others.
   *
   * @throws as {@link reportRequest}.
   */
  bootTestRequest(caller: Caller, image: ImageId): Promise<Report>;
  /** Newest first. */
  reportList(caller: Caller, image: ImageId, page: ReportPage): Promise<ImagePage<Report>>;
  reportGet(caller: Caller, id: JobId): Promise<WholeReport>;
  /** @throws also `not-found` where the report has none of that name. */
  reportAttachment(caller: Caller, id: JobId, name: string): Promise<ReportAttachment>;
  /** Ends one that is not over, soon. For the project that asked, and administrators. */
  reportCancel(caller: Caller, id: JobId): Promise<Report>;

  /**
   * Has the disks of two images compared. For those who may have the bytes of both.
   * @throws `invalid` for one image, `conflict` while one has no bytes or no disk, and while too many of the second wait.
   */
  diffRequest(caller: Caller, before: ImageId, after: ImageId): Promise<ImageDiff>;
  /** For those who see both images. */
  diffGet(caller: Caller, id: JobId): Promise<WholeDiff>;
  /** Ends one that is not over, soon. For the project that asked, and administrators. */
  diffCancel(caller: Caller, id: JobId): Promise<ImageDiff>;

  /** For readers of the project. */
  policyGet(caller: Caller, project: ProjectId): Promise<ImagePolicy>;
  /** For administrators, since it binds the members. @throws `invalid` for a profile that is not there. */
  policySet(caller: Caller, policy: ImagePolicy): Promise<ImagePolicy>;
}

export interface ReportPage {
  /** Last report of the page before. */
  readonly marker?: JobId;
  readonly limit: number;
}
