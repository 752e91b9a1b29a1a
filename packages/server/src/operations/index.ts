export type { Operation } from './operation.ts';
export type { OperationKinds } from './operation-kind.ts';
export { createOperations, type Operations } from './operations.ts';
