/** What is told of a disk, and of a system on it, in one word or line each. */
export const FACTS = [
  'size',
  'partition-table',
  'firmware',
  'system',
  'version',
  'edition',
  'build',
  'architecture',
] as const;
export type FactName = (typeof FACTS)[number];
