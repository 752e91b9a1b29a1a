import type { ReadOnlyExport } from '../nbd/nbd-export.ts';

/** A disk to be written out, or the file that it becomes: read in ranges, with its holes known. */
export type Blocks = Pick<ReadOnlyExport, 'size' | 'read' | 'extents'>;
