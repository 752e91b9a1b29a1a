import type { TreeRoot } from '@ingot/chunk-store';
import type { Kysely } from 'kysely';
import type { FreedBytes } from '../../images/index.ts';
import type { TreeAccountTables } from './accounting-store.sql.ts';
import type { HolderId } from './accounts.ts';

/** What deleting something for good frees; null when the tree that it has now was not measured yet. */
export async function freedBytes(
  kysely: Kysely<TreeAccountTables>,
  holder: HolderId,
  root: TreeRoot,
): Promise<FreedBytes | null> {
  const account = kysely
    .selectFrom('account_tree')
    .select(['unique_own as withinProject', 'unique_all as acrossProjects', 'measured_at as measuredAt'])
    .where('holder', '=', holder)
    .where('root', '=', root);
  return (await account.executeTakeFirst()) ?? null;
}
