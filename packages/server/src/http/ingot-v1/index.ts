export { answerErrors } from './errors.ts';
export { ingotV1 } from './ingot-v1.ts';
