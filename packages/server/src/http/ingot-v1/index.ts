export { ingotV1, type IngotV1Options } from './ingot-v1.ts';
