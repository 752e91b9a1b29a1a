import type { Kysely, Selectable } from 'kysely';
import type { ProjectId } from '../../kernel/ids.ts';
import type { IdentityWriter } from '../identity-store.ts';
import type { Project } from '../project.ts';
import { inSlice } from './slice.ts';
import { flag, type IdentityTables } from './tables.ts';

type Statements = Pick<
  IdentityWriter,
  'projectGet' | 'projectByName' | 'projectList' | 'projectInsert' | 'projectUpdate' | 'projectDelete'
>;

export function projectStatements(db: Kysely<IdentityTables>): Statements {
  const withTags = async (rows: readonly Row[]): Promise<Project[]> => {
    const tags = await readTags(
      db,
      rows.map((row) => row.id),
    );
    return rows.map((row) => toProject(row, tags.get(row.id) ?? []));
  };
  const replaceTags = async ({ id, tags }: Project): Promise<void> => {
    await db.deleteFrom('identity_project_tag').where('project_id', '=', id).execute();
    if (tags.length === 0) return;
    await db
      .insertInto('identity_project_tag')
      .values(tags.map((tag) => ({ project_id: id, tag })))
      .execute();
  };
  return {
    projectGet: async (id) => {
      const rows = await db.selectFrom('identity_project').selectAll().where('id', '=', id).execute();
      return (await withTags(rows))[0] ?? null;
    },
    projectByName: async (domainId, name) => {
      const rows = await db
        .selectFrom('identity_project')
        .selectAll()
        .where('domain_id', '=', domainId)
        .where('name', '=', name)
        .execute();
      return (await withTags(rows))[0] ?? null;
    },
    projectList: async ({ name, enabled, domainId, assignedTo, tags }, slice) => {
      let query = db.selectFrom('identity_project').selectAll().where(inSlice(slice));
      if (name !== undefined) query = query.where('name', '=', name);
      if (enabled !== undefined) query = query.where('enabled', '=', flag(enabled));
      if (domainId !== undefined) query = query.where('domain_id', '=', domainId);
      if (assignedTo !== undefined) {
        const held = db
          .selectFrom('identity_project_assignment')
          .select('project_id')
          .where('user_id', '=', assignedTo);
        query = query.where('id', 'in', held);
      }
      for (const tag of tags ?? []) {
        query = query.where(
          'id',
          'in',
          db.selectFrom('identity_project_tag').select('project_id').where('tag', '=', tag),
        );
      }
      return withTags(await query.orderBy('name').orderBy('id').limit(slice.limit).execute());
    },
    projectInsert: async (project) => {
      await db.insertInto('identity_project').values(toRow(project)).execute();
      await replaceTags(project);
    },
    projectUpdate: async (project) => {
      await db.updateTable('identity_project').set(toRow(project)).where('id', '=', project.id).execute();
      await replaceTags(project);
    },
    projectDelete: async (id) => {
      await db.deleteFrom('identity_project').where('id', '=', id).execute();
    },
  };
}

type Row = Selectable<IdentityTables['identity_project']>;

async function readTags(db: Kysely<IdentityTables>, ids: readonly ProjectId[]): Promise<Map<ProjectId, string[]>> {
  const tags = new Map<ProjectId, string[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return tags;
  const rows = await db
    .selectFrom('identity_project_tag')
    .selectAll()
    .where('project_id', 'in', ids)
    .orderBy('tag')
    .execute();
  for (const row of rows) tags.get(row.project_id)?.push(row.tag);
  return tags;
}

function toProject(row: Row, tags: readonly string[]): Project {
  const { id, name, description } = row;
  return { id, domainId: row.domain_id, name, description, enabled: row.enabled === 1, tags };
}

function toRow({ id, domainId, name, description, enabled }: Project): Row {
  return { id, domain_id: domainId, name, description, enabled: flag(enabled) };
}
