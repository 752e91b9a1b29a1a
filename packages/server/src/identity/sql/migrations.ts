import type { Kysely } from 'kysely';
import type { Migrations } from '../../db/index.ts';

export const identityMigrations: Migrations = {
  '0002-identity': {
    up: async (db) => {
      await createDomains(db);
      await createProjects(db);
      await createUsers(db);
      await createRoles(db);
      await createAssignments(db);
      await createApplicationCredentials(db);
      await createRevocations(db);
    },
  },
  '0011-several-processes': {
    up: async (db) => {
      await createTokenKeys(db);
      await createFailedLogins(db);
    },
  },
};

type Step = (db: Kysely<unknown>) => Promise<void>;

const createDomains: Step = async (db) => {
  await db.schema
    .createTable('identity_domain')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .execute();
};

const createProjects: Step = async (db) => {
  await db.schema
    .createTable('identity_project')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('domain_id', 'text', (column) => column.notNull().references('identity_domain.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addUniqueConstraint('identity_project_name', ['domain_id', 'name'])
    .execute();
  await db.schema.createIndex('identity_project_order').on('identity_project').columns(['name', 'id']).execute();
  await db.schema
    .createTable('identity_project_tag')
    .addColumn('project_id', 'text', (column) => column.notNull().references('identity_project.id').onDelete('cascade'))
    .addColumn('tag', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('identity_project_tag_key', ['project_id', 'tag'])
    .execute();
};

const createUsers: Step = async (db) => {
  await db.schema
    .createTable('identity_user')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('domain_id', 'text', (column) => column.notNull().references('identity_domain.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('email', 'text')
    .addColumn('description', 'text')
    // No reference: a user outlives his default project, and the project may come from elsewhere.
    .addColumn('default_project_id', 'text')
    .addColumn('token_generation', 'bigint', (column) => column.notNull())
    .addColumn('password_hash', 'text')
    .addUniqueConstraint('identity_user_name', ['domain_id', 'name'])
    .execute();
  await db.schema.createIndex('identity_user_order').on('identity_user').columns(['name', 'id']).execute();
};

const createRoles: Step = async (db) => {
  await db.schema
    .createTable('identity_role')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('description', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('identity_role_inference')
    .addColumn('prior_id', 'text', (column) => column.notNull().references('identity_role.id').onDelete('cascade'))
    .addColumn('implied_id', 'text', (column) => column.notNull().references('identity_role.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('identity_role_inference_key', ['prior_id', 'implied_id'])
    .execute();
};

const createAssignments: Step = async (db) => {
  for (const target of ['project', 'domain']) {
    const table = `identity_${target}_assignment`;
    await db.schema
      .createTable(table)
      .addColumn('user_id', 'text', (column) => column.notNull().references('identity_user.id').onDelete('cascade'))
      .addColumn(`${target}_id`, 'text', (column) =>
        column.notNull().references(`identity_${target}.id`).onDelete('cascade'),
      )
      .addColumn('role_id', 'text', (column) => column.notNull().references('identity_role.id').onDelete('cascade'))
      .addPrimaryKeyConstraint(`${table}_key`, ['user_id', `${target}_id`, 'role_id'])
      .execute();
    await db.schema
      .createIndex(`${table}_target`)
      .on(table)
      .columns([`${target}_id`])
      .execute();
    await db.schema.createIndex(`${table}_role`).on(table).columns(['role_id']).execute();
  }
};

const createApplicationCredentials: Step = async (db) => {
  await db.schema
    .createTable('identity_application_credential')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull().references('identity_user.id').onDelete('cascade'))
    .addColumn('project_id', 'text', (column) => column.notNull().references('identity_project.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description', 'text')
    .addColumn('unrestricted', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('secret_hash', 'text', (column) => column.notNull())
    .addUniqueConstraint('identity_application_credential_name', ['user_id', 'name'])
    .execute();
  await db.schema
    .createIndex('identity_application_credential_project')
    .on('identity_application_credential')
    .columns(['project_id'])
    .execute();
  await db.schema
    .createTable('identity_application_credential_role')
    .addColumn('application_credential_id', 'text', (column) =>
      column.notNull().references('identity_application_credential.id').onDelete('cascade'),
    )
    .addColumn('role_id', 'text', (column) => column.notNull().references('identity_role.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('identity_application_credential_role_key', ['application_credential_id', 'role_id'])
    .execute();
};

const createRevocations: Step = async (db) => {
  await db.schema
    .createTable('identity_revocation')
    .addColumn('audit_id', 'text', (column) => column.primaryKey())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('identity_revocation_expiry').on('identity_revocation').columns(['expires_at']).execute();
};

const createTokenKeys: Step = async (db) => {
  await db.schema
    .createTable('identity_token_key')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
};

const createFailedLogins: Step = async (db) => {
  await db.schema
    .createTable('identity_failed_login')
    .addColumn('subject', 'text', (column) => column.primaryKey())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('failed_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('identity_failed_login_age').on('identity_failed_login').columns(['failed_at']).execute();
};
