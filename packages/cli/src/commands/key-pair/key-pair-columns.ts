import type { Answer } from '@ingot/client';
import { time, type Column } from '../../output/output.ts';

export type KeyPair = Answer<'get', '/api/v1/key-pairs/{name}'>;

export const KEY_PAIR_COLUMNS: readonly Column<KeyPair>[] = [
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.fingerprint', of: ({ fingerprint }) => fingerprint },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
];
