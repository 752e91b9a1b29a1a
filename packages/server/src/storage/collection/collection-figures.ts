import type { CollectionReport } from '@ingot/chunk-store';

/** What can be asked of a collection. */
export type CollectionOptions = object;

/** What a collection tells about itself. */
export type CollectionFigures = CollectionReport;
