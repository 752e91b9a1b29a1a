import type { Kysely } from 'kysely';
import type { IdentityWriter } from '../identity-store.ts';
import { inSlice } from './slice.ts';
import type { IdentityTables } from './tables.ts';

type Statements = Pick<
  IdentityWriter,
  | 'roleGet'
  | 'roleByName'
  | 'roleList'
  | 'roleInferences'
  | 'roleInsert'
  | 'roleUpdate'
  | 'roleDelete'
  | 'roleInferenceInsert'
  | 'roleInferenceDelete'
>;

export function roleStatements(db: Kysely<IdentityTables>): Statements {
  return {
    roleGet: async (id) =>
      (await db.selectFrom('identity_role').selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
    roleByName: async (name) =>
      (await db.selectFrom('identity_role').selectAll().where('name', '=', name).executeTakeFirst()) ?? null,
    roleList: async ({ name }, slice) => {
      let query = db.selectFrom('identity_role').selectAll().where(inSlice(slice));
      if (name !== undefined) query = query.where('name', '=', name);
      return query.orderBy('name').orderBy('id').limit(slice.limit).execute();
    },
    roleInferences: async () => {
      const rows = await db.selectFrom('identity_role_inference').selectAll().execute();
      return rows.map((row) => ({ priorId: row.prior_id, impliedId: row.implied_id }));
    },
    roleInsert: async ({ id, name, description }) => {
      await db.insertInto('identity_role').values({ id, name, description }).execute();
    },
    roleUpdate: async ({ id, name, description }) => {
      await db.updateTable('identity_role').set({ name, description }).where('id', '=', id).execute();
    },
    roleDelete: async (id) => {
      await db.deleteFrom('identity_role').where('id', '=', id).execute();
    },
    roleInferenceInsert: async ({ priorId, impliedId }) => {
      await db
        .insertInto('identity_role_inference')
        .values({ prior_id: priorId, implied_id: impliedId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    roleInferenceDelete: async ({ priorId, impliedId }) => {
      await db
        .deleteFrom('identity_role_inference')
        .where('prior_id', '=', priorId)
        .where('implied_id', '=', impliedId)
        .execute();
    },
  };
}
