import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Migrations } from '../db/index.ts';
import type { ImageStore, LabelChange } from './image-store.ts';
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
  '0037-labels-due': {
    up: async ({ schema }: Kysely<unknown>): Promise<void> => {
      await schema.alterTable('image_change').renameTo('label_due').execute();
      await schema.alterTable('label_due').renameColumn('image_id', 'subject').execute();
    },
  },
};

/** The table of `noteChange`. */
export type LabelDueTables = Pick<ImageTables, 'label_due'>;

/** Notes that something with a label has changed; again when it was noted before. */
export async function noteChange(
  tx: Kysely<LabelDueTables> | Transaction<LabelDueTables>,
  subject: string,
): Promise<void> {
  const change = { token: randomUUID(), due_at: 0 };
  const insert = tx.insertInto('label_due').values({ subject, ...change });
  await insert.onConflict((conflict) => conflict.column('subject').doUpdateSet(change)).execute();
}

export function imageChanges(
  kysely: Kysely<ImageTables>,
): Pick<ImageStore, 'changeAdd' | 'changesClaim' | 'changeHeld' | 'changeDone'> {
  return {
    changeAdd: (subject) => noteChange(kysely, subject),

    changesClaim: async (now, until, limit) => {
      const due = kysely.selectFrom('label_due').select('subject').where('due_at', '<=', now);
      const rows = await kysely
        .updateTable('label_due')
        .set({ due_at: until })
        .where('subject', 'in', due.orderBy('due_at').limit(limit).forUpdate().skipLocked())
        .where('due_at', '<=', now)
        .returning(['subject', 'token'])
        .execute();
      return rows.map(({ subject, token }): LabelChange => ({ subject, token, until }));
    },

    changeHeld: async ({ subject, token, until }) => {
      const row = await kysely
        .selectFrom('label_due')
        .select('subject')
        .where('subject', '=', subject)
        .where('token', '=', token)
        .where('due_at', '=', until)
        .executeTakeFirst();
      return row !== undefined;
    },

    changeDone: async ({ subject, token }) => {
      await kysely.deleteFrom('label_due').where('subject', '=', subject).where('token', '=', token).execute();
    },
  };
}
