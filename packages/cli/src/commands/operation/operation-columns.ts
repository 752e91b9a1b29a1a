import type { Answer } from '@ingot/client';
import { record, time, type Column, type Output } from '../../output/output.ts';

/** Work in the background: an import, a check, … */
export type Operation = Answer<'get', '/api/v1/operations/{id}'>;

export const OPERATION_COLUMNS: readonly Column<Operation>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.action', of: ({ topic, action }) => `${topic} ${action}` },
  { label: 'column.name', of: ({ subject }) => subject.name ?? subject.id, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.message', of: ({ message }) => message, shrinks: true },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
];

const FIELDS: readonly Column<Operation>[] = [
  ...OPERATION_COLUMNS,
  { label: 'column.user', of: ({ user }) => user?.name ?? user?.id },
  { label: 'column.project', of: ({ projectId }) => projectId },
  { label: 'column.updated', of: ({ updatedAt }) => time(updatedAt) },
  { label: 'column.finished', of: ({ finishedAt }) => time(finishedAt) },
];

export function operationRecord(operation: Operation): Output {
  return record(operation, FIELDS);
}
