import type { PushProgress } from './push-file.ts';
import type { Sample } from './sample.ts';

/** What a worker is told to do. */
export interface WorkOrder {
  readonly imageId: string;
  readonly file: File;
  readonly base: string | null;
  readonly sample: Sample | null;
}

/** Nothing of a message is given away. */
export const COPIED = { transfer: [] };

/** Why an upload does not go on. */
export type Failure = 'other-file' | 'unreachable' | 'signed-out' | 'refused' | 'unreadable' | 'broken';

/** What a worker says. */
export type WorkReport =
  | ({ readonly kind: 'progress' } & PushProgress)
  | { readonly kind: 'sampled'; readonly sample: Sample }
  | { readonly kind: 'finished' }
  /** @param message the service's own words, where it refused. */
  | { readonly kind: 'failed'; readonly reason: Failure; readonly message: string };
