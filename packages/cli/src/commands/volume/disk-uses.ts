import type { Answer } from '@ingot/client';
import { bytes, record, time, type Column, type Output } from '../../output/output.ts';

type Uses = Answer<'get', '/api/v1/volumes/{id}/uses'>;

const FIELDS: readonly Column<Uses>[] = [
  { label: 'column.blocks-delete', of: ({ blocksDelete }) => blocksDelete },
  { label: 'column.readers', of: ({ readers }) => readers },
  { label: 'column.freed-by-deleting', of: ({ freedBytes }) => bytes(freedBytes) },
  { label: 'column.measured', of: ({ measuredAt }) => time(measuredAt) },
  { label: 'column.host-bytes', of: ({ hostBytes }) => bytes(hostBytes) },
];

/** What refers to a volume or a snapshot. */
export function usesRecord(uses: Uses): Output {
  const dependants = uses.dependants.map(({ kind, id, name }): [string, string] => [
    kind,
    name === null ? id : `${id} ${name}`,
  ]);
  return record(uses, FIELDS, dependants);
}
