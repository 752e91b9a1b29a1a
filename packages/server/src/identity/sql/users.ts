import type { Kysely } from 'kysely';
import type { IdentityWriter } from '../identity-store.ts';
import type { User } from '../user.ts';
import { inSlice } from './slice.ts';
import { flag, type IdentityTables } from './tables.ts';

type Statements = Pick<
  IdentityWriter,
  | 'userGet'
  | 'userByName'
  | 'userList'
  | 'userPasswordHash'
  | 'userInsert'
  | 'userUpdate'
  | 'userPasswordSet'
  | 'userPasswordReplace'
  | 'userDelete'
>;

/** All but the password hash. */
const COLUMNS = [
  'id',
  'domain_id',
  'name',
  'enabled',
  'email',
  'description',
  'default_project_id',
  'token_generation',
] as const;

export function userStatements(db: Kysely<IdentityTables>): Statements {
  return {
    userGet: async (id) => {
      const row = await db.selectFrom('identity_user').select(COLUMNS).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toUser(row);
    },
    userByName: async (domainId, name) => {
      const row = await db
        .selectFrom('identity_user')
        .select(COLUMNS)
        .where('domain_id', '=', domainId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row === undefined ? null : toUser(row);
    },
    userList: async ({ name, enabled, domainId }, slice) => {
      let query = db.selectFrom('identity_user').select(COLUMNS).where(inSlice(slice));
      if (name !== undefined) query = query.where('name', '=', name);
      if (enabled !== undefined) query = query.where('enabled', '=', flag(enabled));
      if (domainId !== undefined) query = query.where('domain_id', '=', domainId);
      const rows = await query.orderBy('name').orderBy('id').limit(slice.limit).execute();
      return rows.map(toUser);
    },
    userPasswordHash: async (id) => {
      const row = await db.selectFrom('identity_user').select('password_hash').where('id', '=', id).executeTakeFirst();
      return row?.password_hash ?? null;
    },
    userInsert: async (user, passwordHash) => {
      await db
        .insertInto('identity_user')
        .values({ ...toRow(user), password_hash: passwordHash })
        .execute();
    },
    userUpdate: async (user) => {
      await db.updateTable('identity_user').set(toRow(user)).where('id', '=', user.id).execute();
    },
    userPasswordSet: async (id, passwordHash) => {
      await db.updateTable('identity_user').set({ password_hash: passwordHash }).where('id', '=', id).execute();
    },
    userPasswordReplace: async (id, outdated, passwordHash) => {
      await db
        .updateTable('identity_user')
        .set({ password_hash: passwordHash })
        .where('id', '=', id)
        .where('password_hash', '=', outdated)
        .execute();
    },
    userDelete: async (id) => {
      await db.deleteFrom('identity_user').where('id', '=', id).execute();
    },
  };
}

type Row = Pick<IdentityTables['identity_user'], (typeof COLUMNS)[number]>;

function toUser(row: Row): User {
  return {
    id: row.id,
    domainId: row.domain_id,
    name: row.name,
    enabled: row.enabled === 1,
    email: row.email,
    description: row.description,
    defaultProjectId: row.default_project_id,
    tokenGeneration: row.token_generation,
  };
}

function toRow(user: User): Row {
  return {
    id: user.id,
    domain_id: user.domainId,
    name: user.name,
    enabled: flag(user.enabled),
    email: user.email,
    description: user.description,
    default_project_id: user.defaultProjectId,
    token_generation: user.tokenGeneration,
  };
}
