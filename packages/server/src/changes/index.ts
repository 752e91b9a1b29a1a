export type { Change } from './change.ts';
export { createChanges, type Changes } from './changes.ts';
