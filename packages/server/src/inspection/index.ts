export * from './report.ts';
export type { ImageDiff, WholeDiff } from './diffs/image-diff.ts';
export type { ImagePolicy } from './image-policy.ts';
export { loadProfiles, type Profiles } from './profiles.ts';
export type { ReportOrder } from './report-for.ts';
export type { Inspections } from './inspections.ts';
export type { CompareDisks, LookAt, TryBoot } from './inspection-context.ts';
export { createInspections } from './create-inspections.ts';
export type { ReportStore } from './report-store.ts';
