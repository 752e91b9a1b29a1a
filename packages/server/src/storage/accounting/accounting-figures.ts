/** A measurement has no options. */
export type AccountingOptions = object;

/** What a measurement tells about itself. */
export interface AccountingFigures {
  /** Contents there were when it began: of images, staged ones, and those in the trash. */
  readonly contents: number;
  readonly measuredContents: number;
  /** Those of them whose trees could not be gone through. */
  readonly unreadable: number;
}
