export * from './report.ts';
export type { ImagePolicy } from './image-policy.ts';
export { loadProfiles } from './profiles.ts';
export type { Inspections } from './inspections.ts';
export type { LookAt } from './inspection-context.ts';
export { createInspections } from './create-inspections.ts';
