export { ingotV1 } from './ingot-v1.ts';
