import type { Sample } from './worker/sample.ts';
import type { Failure } from './worker/work.ts';

/** What is kept of an upload as long as it is not finished, also when the page is left. */
export interface StoredUpload {
  readonly imageId: string;
  readonly name: string;
  readonly projectId: string;
  readonly file: FileTraits;
  /** Leads to the file again, where the browser gives such a thing. */
  readonly handle: FileSystemFileHandle | null;
  /** An image whose chunks need not be sent. */
  readonly base: string | null;
  /** Profiles that the image is checked by when it is there. */
  readonly profiles: readonly string[];
  readonly sample: Sample | null;
  /** Somebody has paused it, so it does not go on by itself. */
  readonly isPaused: boolean;
}

/** By what a file is told from others before it is read. */
export interface FileTraits {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
}

/** How an upload stands. */
export type UploadState =
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'paused' }
  /** The page was left, and the file has to be chosen again, or its use be allowed. */
  | { readonly kind: 'without-file' }
  /** Another page of this browser sees to it. */
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'failed'; readonly reason: Failure; readonly message: string }
  | { readonly kind: 'finished' };

export interface Progress {
  /** Bytes of the file that need not be seen to any more. */
  readonly done: number;
  /** Bytes of the file in a second; null until that is known. */
  readonly speed: number | null;
  /** Seconds that it will take; null until that is known. */
  readonly left: number | null;
}

/** As it is shown. */
export interface Upload extends Pick<StoredUpload, 'imageId' | 'name' | 'projectId' | 'file'> {
  readonly hasHandle: boolean;
  readonly state: UploadState;
}

export function traitsOf({ name, size, lastModified }: File): FileTraits {
  return { name, size, lastModified };
}

/** Whether a file that was chosen can be the one whose upload was begun. */
export function isSameFile(one: FileTraits, other: FileTraits): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}
