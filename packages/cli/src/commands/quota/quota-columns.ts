import type { Answer } from '@ingot/client';
import { list, type Cell, type Column, type Output } from '../../output/output.ts';

type Quotas = Answer<'get', '/api/v1/projects/{id}/quotas'>;

interface Row {
  readonly resource: string;
  readonly usage: number;
  /** Null for none. */
  readonly limit: number | null;
}

const UNLIMITED = -1;

const COLUMNS: readonly Column<Row>[] = [
  { label: 'column.resource', of: ({ resource }) => resource },
  { label: 'column.usage', of: ({ resource, usage }) => amount(resource, usage) },
  { label: 'column.limit', of: ({ resource, limit }) => (limit === null ? null : amount(resource, limit)) },
];

function amount(resource: string, value: number): Cell {
  if (resource.endsWith('Bytes')) return { bytes: value };
  return resource.endsWith('Gib') ? { bytes: value * 2 ** 30 } : value;
}

/** The quotas by the names that they have in the API. */
export function quotaOutput(quotas: Quotas): Output {
  const rows = Object.entries(quotas).map(([resource, { usage, limit }]): Row => {
    return { resource, usage, limit: limit === UNLIMITED ? null : limit };
  });
  return list(rows, COLUMNS);
}
