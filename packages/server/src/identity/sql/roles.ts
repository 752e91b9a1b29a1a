import type { Kysely } from 'kysely';
import type { IdentityWriter } from '../identity-store.ts';
import { inSlice } from './slice.ts';
import type { Role } from '../role.ts';
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
    roleGet: async (id) => {
      const row = await db.selectFrom('identity_role').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toRole(row);
    },
    roleByName: async (name) => {
      const row = await db.selectFrom('identity_role').selectAll().where('name', '=', name).executeTakeFirst();
      return row === undefined ? null : toRole(row);
    },
    roleList: async ({ name }, slice) => {
      let query = db.selectFrom('identity_role').selectAll().where(inSlice(slice));
      if (name !== undefined) query = query.where('name', '=', name);
      const rows = await query.orderBy('name').orderBy('id').limit(slice.limit).execute();
      return rows.map(toRole);
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

export function toRole({ id, name, description }: IdentityTables['identity_role']): Role {
  return { id, name, description };
}
