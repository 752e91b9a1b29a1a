import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Migrations } from '../db/index.ts';
import type { ImageId } from '../kernel/ids.ts';
import type { ImageChange, ImageStore } from './image-store.ts';
import type { ImageTables } from './image-tables.sql.ts';

export const imageChangeMigrations: Migrations = {
  '0014-image-changes': {
    up: async (kysely: Kysely<unknown>): Promise<void> => {
      await kysely.schema
        .createTable('image_change')
        .addColumn('image_id', 'text', (column) => column.primaryKey())
        .addColumn('token', 'text', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .execute();
      await kysely.schema.createIndex('image_change_due').on('image_change').column('due_at').execute();
      await sql`insert into image_change (image_id, token, due_at)
        select id, 'as it was', 0 from image where root is not null`.execute(kysely);
    },
  },
};

/** Notes that an image has changed; again when it was noted before. */
export async function noteChange(tx: Kysely<ImageTables>, id: ImageId): Promise<void> {
  const change = { token: randomUUID(), due_at: 0 };
  const insert = tx.insertInto('image_change').values({ image_id: id, ...change });
  await insert.onConflict((conflict) => conflict.column('image_id').doUpdateSet(change)).execute();
}

export function imageChanges(
  kysely: Kysely<ImageTables>,
): Pick<ImageStore, 'changeAdd' | 'changesClaim' | 'changeHeld' | 'changeDone'> {
  return {
    changeAdd: (id) => noteChange(kysely, id),

    changesClaim: async (now, until, limit) => {
      const due = kysely.selectFrom('image_change').select('image_id').where('due_at', '<=', now);
      const rows = await kysely
        .updateTable('image_change')
        .set({ due_at: until })
        .where('image_id', 'in', due.orderBy('due_at').limit(limit).forUpdate().skipLocked())
        .where('due_at', '<=', now)
        .returning(['image_id', 'token'])
        .execute();
      return rows.map(({ image_id: imageId, token }): ImageChange => ({ imageId, token, until }));
    },

    changeHeld: async ({ imageId, token, until }) => {
      const row = await kysely
        .selectFrom('image_change')
        .select('image_id')
        .where('image_id', '=', imageId)
        .where('token', '=', token)
        .where('due_at', '=', until)
        .executeTakeFirst();
      return row !== undefined;
    },

    changeDone: async ({ imageId, token }) => {
      await kysely.deleteFrom('image_change').where('image_id', '=', imageId).where('token', '=', token).execute();
    },
  };
}
