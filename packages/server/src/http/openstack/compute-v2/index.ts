export { computeV2 } from './compute-v2.ts';
