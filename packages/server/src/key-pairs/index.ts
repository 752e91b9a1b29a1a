export * from './key-pair.ts';
export * from './key-pairs.ts';
export { createKeyPairs } from './create-key-pairs.ts';
