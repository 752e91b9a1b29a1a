import type { Kysely } from 'kysely';
import type { ApplicationCredentialId, RoleId } from '../../kernel/ids.ts';
import type { ApplicationCredential } from '../application-credential.ts';
import type { IdentityWriter } from '../identity-store.ts';
import { inSlice } from './slice.ts';
import { flag, type IdentityTables } from './tables.ts';

type Statements = Pick<
  IdentityWriter,
  | 'applicationCredentialGet'
  | 'applicationCredentialByName'
  | 'applicationCredentialList'
  | 'applicationCredentialSecretHash'
  | 'applicationCredentialInsert'
  | 'applicationCredentialSecretReplace'
  | 'applicationCredentialDelete'
>;

/** All but the secret's hash. */
const COLUMNS = ['id', 'user_id', 'project_id', 'name', 'description', 'unrestricted', 'expires_at'] as const;

export function applicationCredentialStatements(db: Kysely<IdentityTables>): Statements {
  const withRoles = async (rows: readonly Row[]): Promise<ApplicationCredential[]> => {
    const roles = await readRoles(
      db,
      rows.map((row) => row.id),
    );
    return rows.map((row) => toCredential(row, roles.get(row.id) ?? []));
  };
  return {
    applicationCredentialGet: async (id) => {
      const rows = await db
        .selectFrom('identity_application_credential')
        .select(COLUMNS)
        .where('id', '=', id)
        .execute();
      return (await withRoles(rows))[0] ?? null;
    },
    applicationCredentialByName: async (userId, name) => {
      const rows = await db
        .selectFrom('identity_application_credential')
        .select(COLUMNS)
        .where('user_id', '=', userId)
        .where('name', '=', name)
        .execute();
      return (await withRoles(rows))[0] ?? null;
    },
    applicationCredentialList: async ({ userId, name }, slice) => {
      let query = db
        .selectFrom('identity_application_credential')
        .select(COLUMNS)
        .where('user_id', '=', userId)
        .where(inSlice(slice));
      if (name !== undefined) query = query.where('name', '=', name);
      return withRoles(await query.orderBy('name').orderBy('id').limit(slice.limit).execute());
    },
    applicationCredentialSecretHash: async (id) => {
      const row = await db
        .selectFrom('identity_application_credential')
        .select('secret_hash')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.secret_hash ?? null;
    },
    applicationCredentialInsert: async (credential, secretHash) => {
      await db
        .insertInto('identity_application_credential')
        .values({
          id: credential.id,
          user_id: credential.userId,
          project_id: credential.projectId,
          name: credential.name,
          description: credential.description,
          unrestricted: flag(credential.unrestricted),
          expires_at: credential.expiresAt,
          secret_hash: secretHash,
        })
        .execute();
      if (credential.roleIds.length === 0) return;
      await db
        .insertInto('identity_application_credential_role')
        .values(credential.roleIds.map((roleId) => ({ application_credential_id: credential.id, role_id: roleId })))
        .execute();
    },
    applicationCredentialSecretReplace: async (id, outdated, secretHash) => {
      await db
        .updateTable('identity_application_credential')
        .set({ secret_hash: secretHash })
        .where('id', '=', id)
        .where('secret_hash', '=', outdated)
        .execute();
    },
    applicationCredentialDelete: async (id) => {
      await db.deleteFrom('identity_application_credential').where('id', '=', id).execute();
    },
  };
}

type Row = Pick<IdentityTables['identity_application_credential'], (typeof COLUMNS)[number]>;

async function readRoles(
  db: Kysely<IdentityTables>,
  ids: readonly ApplicationCredentialId[],
): Promise<Map<ApplicationCredentialId, RoleId[]>> {
  const roles = new Map<ApplicationCredentialId, RoleId[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return roles;
  const rows = await db
    .selectFrom('identity_application_credential_role')
    .selectAll()
    .where('application_credential_id', 'in', ids)
    .orderBy('role_id')
    .execute();
  for (const row of rows) roles.get(row.application_credential_id)?.push(row.role_id);
  return roles;
}

function toCredential(row: Row, roleIds: readonly RoleId[]): ApplicationCredential {
  return {
    id: row.id,
    userId: row.user_id,
    projectId: row.project_id,
    name: row.name,
    description: row.description,
    roleIds,
    unrestricted: row.unrestricted === 1,
    expiresAt: row.expires_at,
  };
}
