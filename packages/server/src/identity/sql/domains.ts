import type { Kysely, Selectable } from 'kysely';
import type { Domain } from '../domain.ts';
import type { IdentityWriter } from '../identity-store.ts';
import { inSlice } from './slice.ts';
import { flag, type IdentityTables } from './tables.ts';

type Statements = Pick<
  IdentityWriter,
  'domainGet' | 'domainByName' | 'domainList' | 'domainInsert' | 'domainUpdate' | 'domainDelete'
>;

export function domainStatements(db: Kysely<IdentityTables>): Statements {
  return {
    domainGet: async (id) => {
      const row = await db.selectFrom('identity_domain').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toDomain(row);
    },
    domainByName: async (name) => {
      const row = await db.selectFrom('identity_domain').selectAll().where('name', '=', name).executeTakeFirst();
      return row === undefined ? null : toDomain(row);
    },
    domainList: async ({ name, enabled, assignedTo }, slice) => {
      let query = db.selectFrom('identity_domain').selectAll().where(inSlice(slice));
      if (name !== undefined) query = query.where('name', '=', name);
      if (enabled !== undefined) query = query.where('enabled', '=', flag(enabled));
      if (assignedTo !== undefined) {
        const held = db.selectFrom('identity_domain_assignment').select('domain_id').where('user_id', '=', assignedTo);
        query = query.where('id', 'in', held);
      }
      const rows = await query.orderBy('name').orderBy('id').limit(slice.limit).execute();
      return rows.map(toDomain);
    },
    domainInsert: async (domain) => {
      await db.insertInto('identity_domain').values(toRow(domain)).execute();
    },
    domainUpdate: async (domain) => {
      await db.updateTable('identity_domain').set(toRow(domain)).where('id', '=', domain.id).execute();
    },
    domainDelete: async (id) => {
      await db.deleteFrom('identity_domain').where('id', '=', id).execute();
    },
  };
}

type Row = Selectable<IdentityTables['identity_domain']>;

function toDomain(row: Row): Domain {
  return { id: row.id, name: row.name, description: row.description, enabled: row.enabled === 1 };
}

function toRow({ id, name, description, enabled }: Domain): Row {
  return { id, name, description, enabled: flag(enabled) };
}
