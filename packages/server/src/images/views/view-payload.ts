import { parseTreeRoot } from '@ingot/chunk-store';
import type { Job } from '../../jobs/index.ts';
import type { Formats } from '../image-inspection.ts';
import type { ViewKey } from './disk-view.ts';

/** The kind of job that makes one disk view. Its subject is the root of the content. */
export const VIEW_JOB = 'image-disk-view';

export interface ViewPayload {
  readonly formats: Formats;
}

/** What a job is to make; nobody but `requestView` enqueues jobs of this kind. */
export function viewKeyOf({ subject, payload }: Pick<Job, 'subject' | 'payload'>): ViewKey {
  const contentRoot = parseTreeRoot(subject);
  if (!contentRoot) throw new Error(`${subject} is no tree`);
  return { contentRoot, formats: (payload as ViewPayload).formats };
}
