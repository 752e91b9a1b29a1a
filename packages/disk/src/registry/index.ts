export { isHive } from './base-block.ts';
export type { Hive, HiveKey, HiveValue } from './hive.ts';
export { openHive } from './open-hive.ts';
