import type { TreeRoot } from '@ingot/chunk-store';
import { sql, type Kysely } from 'kysely';
import type { Database, Migrations } from '../db/index.ts';
import type { ContentChecksums } from './image.ts';
import { noteChange } from './image-changes.sql.ts';
import type { ImageStore } from './image-store.ts';
import type { ImageTables } from './image-tables.sql.ts';

export const imageChecksumMigrations: Migrations = {
  '0018-image-checksums': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema
        .createIndex('image_content')
        .on('image')
        .columns(['root'])
        .where(sql.ref('root'), 'is not', null)
        .execute();
      await schema
        .createIndex('image_without_checksums')
        .on('image')
        .columns(['root'])
        .where(sql.ref('root'), 'is not', null)
        .where(sql.ref('md5'), 'is', null)
        .execute();
    },
  },
};

/** Of any image that has this content, be it in the trash. */
export async function findChecksums(tx: Kysely<ImageTables>, root: TreeRoot): Promise<ContentChecksums | null> {
  const row = await tx
    .selectFrom('image')
    .select(['md5', 'sha512'])
    .where('root', '=', root)
    .where('md5', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.md5 && row.sha512 ? { md5: row.md5, sha512: row.sha512 } : null;
}

function without(kysely: Kysely<ImageTables>) {
  return kysely.selectFrom('image').where('root', 'is not', null).where('md5', 'is', null);
}

export function imageChecksums(
  database: Database,
): Pick<ImageStore, 'checksumsMissing' | 'checksumsWanted' | 'checksumsWrite'> {
  return {
    checksumsMissing: async (root) => {
      const rows = without(database.tables<ImageTables>()).select('id').where('root', '=', root);
      return (await rows.limit(1).executeTakeFirst()) !== undefined;
    },

    checksumsWanted: async (after, limit) => {
      let rows = without(database.tables<ImageTables>()).select('root').distinct();
      if (after !== null) rows = rows.where('root', '>', after);
      return (await rows.orderBy('root').limit(limit).execute()).flatMap(({ root }) => root ?? []);
    },

    checksumsWrite: (root, checksums) =>
      database.transaction<ImageTables, number>(async (tx) => {
        const locked = await without(tx).select('id').where('root', '=', root).orderBy('id').forNoKeyUpdate().execute();
        for (const { id } of locked) {
          const change = { ...checksums, revision: sql<number>`revision + 1` };
          await tx.updateTable('image').set(change).where('id', '=', id).execute();
          await noteChange(tx, id);
        }
        return locked.length;
      }, 'read committed'),
  };
}
