import type { LayoutWarning, Partition } from './disk-layout.ts';

/** A partition as its table has it, before anybody compared it with the disk. */
export type TableEntry = Omit<Partition, 'kind' | 'name' | 'source' | 'ranges'>;

export interface TableContent {
  /** By number. */
  readonly entries: readonly TableEntry[];
  readonly warnings: readonly LayoutWarning[];
}

/** More than any disk in use has; the bound of both kinds of table. */
export const MAX_PARTITIONS = 1024;
