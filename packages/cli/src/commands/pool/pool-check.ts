import type { Answer } from '@ingot/client';
import { defineCommand } from '../../command/command.ts';
import { EXIT } from '../../command/failure.ts';
import { bytes, record, time, type Column } from '../../output/output.ts';
import { findPool } from './find-pool.ts';
import { POOL_ARGUMENT } from './pool-argument.ts';

type PoolCheck = Answer<'post', '/api/v1/image-pools/{id}/check'>;

export const poolCheck = defineCommand({
  arguments: [POOL_ARGUMENT],
  options: {},
  notes: 'pool-check.notes',
  run: async ({ arguments: { pool } }, context) => {
    const { client } = await context.access();
    const { id } = await findPool(client, pool);
    const check = await client.call('post', '/api/v1/image-pools/{id}/check', { path: { id } });
    return { ...record(check, FIELDS), status: check.usable ? EXIT.done : EXIT.unmet };
  },
});

const FIELDS: readonly Column<PoolCheck>[] = [
  { label: 'column.usable', of: ({ usable }) => usable },
  { label: 'column.problem', of: ({ problem }) => problem },
  { label: 'column.room', of: ({ totalBytes }) => bytes(totalBytes) },
  { label: 'column.free', of: ({ freeBytes }) => bytes(freeBytes) },
  { label: 'column.checked', of: ({ checkedAt }) => time(checkedAt) },
];
