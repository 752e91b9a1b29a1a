import type { Findings } from '../report/findings.ts';
import type { Guest } from '../guest/guest.ts';
import type { Answer } from './answer.ts';
import type { BootShows } from './check.ts';

/** What rules are asked of: an image, its disk, and the systems on it. */
export interface Subject {
  readonly image: ImageFacts;
  readonly layout: Findings['layout'];
  /** Every system on the disk: a rule has to hold for each. */
  readonly guests: readonly Guest[];
}

/** What the disk does not say of the image. Types as Glance writes them: `qcow2`, `vhd`, `raw`. */
export interface ImageFacts {
  /** Null where it is not known. */
  readonly fileType: string | null;
  /** Of the image that it is a child of; null where there is none. */
  readonly parentFileType: string | null;
  /** What a boot of it showed; left out where it was not started. */
  readonly boot?: BootFacts | undefined;
}

/** Printable, and no longer than evidence may be. */
export type BootFacts = Readonly<Record<BootShows, Answer>>;

/** What a check looks at: one system of an image. */
export interface Place extends Omit<Subject, 'guests'> {
  readonly guest: Guest;
}
