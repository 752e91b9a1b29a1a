/** Blocks of a file that lie in one piece, or nowhere: a hole. */
export interface BlockRun {
  /** At least 1. */
  readonly blocks: number;
  readonly place: number | null;
}
