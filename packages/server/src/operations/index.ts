export type { Operation } from './operation.ts';
export type { OperationKind, OperationKinds } from './operation-kind.ts';
export { createOperations, type Operations } from './operations.ts';
