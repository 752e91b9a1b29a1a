import type { JobId } from '../kernel/ids.ts';
import type { CompactionReport } from '@ingot/chunk-store';
import type { AccountingFigures, AccountingOptions } from './accounting/accounting-figures.ts';
import type { CollectionFigures, CollectionOptions, CompressionOptions } from './collection/collection-figures.ts';
import type { ResealFigures, ResealOptions } from './resealing/reseal-figures.ts';
import type { HealFigures, HealOptions, ScrubFigures, ScrubOptions } from './integrity/integrity-figures.ts';

/**
 * Maintenance of the chunk store: work on all of it, for minutes or for days, that is done by one process at a time and
 * goes on after a restart.
 *
 *   waiting ──► running ──► succeeded
 *      │           ├──────► failed
 *      └──cancel───┴──────► cancelled
 */
export interface MaintenanceRun<Kind extends RunKind = RunKind> {
  /** Also of the job that does the work. */
  readonly id: JobId;
  readonly request: RunRequest<Kind>;
  readonly status: RunStatus;
  /** What has come of it so far, or at all; null before there is anything to tell. */
  readonly figures: RunKinds[Kind]['figures'] | null;
  /** Why it failed: a sentence. */
  readonly failure: string | null;
  /** Somebody wants it to end; it does so soon. */
  readonly cancelRequested: boolean;
  /** The user who asked for it; null when nobody did. */
  readonly requestedBy: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
}

/**
 * Every kind of maintenance: what can be asked of it, and what it tells about itself. There is one run of a kind at a
 * time; runs of several kinds go side by side.
 */
export interface RunKinds {
  readonly collection: { readonly options: CollectionOptions; readonly figures: CollectionFigures };
  readonly compression: { readonly options: CompressionOptions; readonly figures: CompactionReport };
  readonly scrub: { readonly options: ScrubOptions; readonly figures: ScrubFigures };
  readonly accounting: { readonly options: AccountingOptions; readonly figures: AccountingFigures };
  readonly reseal: { readonly options: ResealOptions; readonly figures: ResealFigures };
  readonly heal: { readonly options: HealOptions; readonly figures: HealFigures };
}

export type RunKind = keyof RunKinds;

/** The kinds, for whoever has to read one from text. */
export const RUN_KINDS = [
  'collection',
  'compression',
  'scrub',
  'heal',
  'reseal',
  'accounting',
] as const satisfies readonly RunKind[];

export type RunStatus = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A kind with its options. */
export type RunRequest<Kind extends RunKind = RunKind> = {
  [Each in Kind]: { readonly kind: Each } & RunKinds[Each]['options'];
}[Kind];
