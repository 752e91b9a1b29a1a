import type { JobHandler } from '../jobs/index.ts';
import type { ExportContext } from './export-context.ts';
import { EXPORT_JOB, exportHandler } from './export-job.ts';
import { exportOperations } from './export-operations.ts';
import { createExportWork, type ExportWork } from './export-work.ts';
import type { Exports } from './exports.ts';
import { LayoutCache } from './layout-cache.ts';

export interface ExportService {
  readonly exports: Exports;
  /** For a runner whose `wake` is `wakeJobs`. */
  readonly jobHandlers: Readonly<Record<string, JobHandler>>;
  readonly work: ExportWork;
}

/** Puts the domain together. */
export function createExports(parts: Omit<ExportContext, 'layouts'>): ExportService {
  const context: ExportContext = { ...parts, layouts: new LayoutCache() };
  return {
    exports: exportOperations(context),
    jobHandlers: { [EXPORT_JOB]: exportHandler(context) },
    work: createExportWork(context),
  };
}
