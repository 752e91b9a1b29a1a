import type { Kysely } from 'kysely';
import type { Assignment, AssignmentFilter, AssignmentTarget } from '../assignment.ts';
import type { IdentityWriter } from '../identity-store.ts';
import { toRole } from './roles.ts';
import type { IdentityTables } from './tables.ts';

type Statements = Pick<
  IdentityWriter,
  'assignmentHas' | 'assignmentList' | 'assignedRoles' | 'assignmentInsert' | 'assignmentDelete'
>;

/** Two tables, one for each kind of target, so that a target that goes takes its assignments with it. */
export function assignmentStatements(db: Kysely<IdentityTables>): Statements {
  const onProjects = async (filter: AssignmentFilter, limit: number): Promise<Assignment[]> => {
    if (filter.target?.kind === 'domain') return [];
    let query = db.selectFrom('identity_project_assignment').selectAll();
    if (filter.userId !== undefined) query = query.where('user_id', '=', filter.userId);
    if (filter.roleId !== undefined) query = query.where('role_id', '=', filter.roleId);
    if (filter.target !== undefined) query = query.where('project_id', '=', filter.target.projectId);
    const rows = await query.orderBy('user_id').orderBy('project_id').orderBy('role_id').limit(limit).execute();
    return rows.map((row) => ({
      userId: row.user_id,
      roleId: row.role_id,
      target: { kind: 'project', projectId: row.project_id },
    }));
  };
  const onDomains = async (filter: AssignmentFilter, limit: number): Promise<Assignment[]> => {
    if (filter.target?.kind === 'project') return [];
    let query = db.selectFrom('identity_domain_assignment').selectAll();
    if (filter.userId !== undefined) query = query.where('user_id', '=', filter.userId);
    if (filter.roleId !== undefined) query = query.where('role_id', '=', filter.roleId);
    if (filter.target !== undefined) query = query.where('domain_id', '=', filter.target.domainId);
    const rows = await query.orderBy('user_id').orderBy('domain_id').orderBy('role_id').limit(limit).execute();
    return rows.map((row) => ({
      userId: row.user_id,
      roleId: row.role_id,
      target: { kind: 'domain', domainId: row.domain_id },
    }));
  };
  const list = async (filter: AssignmentFilter, limit: number): Promise<readonly Assignment[]> => {
    const projects = await onProjects(filter, limit);
    return [...projects, ...(await onDomains(filter, limit - projects.length))];
  };
  return {
    assignmentList: list,
    assignmentHas: async (assignment) => (await list(assignment, 1)).length > 0,
    assignedRoles: async (userId, target) => {
      const held = roleIds(db, userId, target);
      const rows = await db.selectFrom('identity_role').selectAll().where('id', 'in', held).orderBy('name').execute();
      return rows.map(toRole);
    },
    assignmentInsert: async ({ userId, roleId, target }) => {
      const common = { user_id: userId, role_id: roleId };
      if (target.kind === 'project') {
        await db
          .insertInto('identity_project_assignment')
          .values({ ...common, project_id: target.projectId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      } else {
        await db
          .insertInto('identity_domain_assignment')
          .values({ ...common, domain_id: target.domainId })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    assignmentDelete: async ({ userId, roleId, target }) => {
      if (target.kind === 'project') {
        await db
          .deleteFrom('identity_project_assignment')
          .where('user_id', '=', userId)
          .where('role_id', '=', roleId)
          .where('project_id', '=', target.projectId)
          .execute();
      } else {
        await db
          .deleteFrom('identity_domain_assignment')
          .where('user_id', '=', userId)
          .where('role_id', '=', roleId)
          .where('domain_id', '=', target.domainId)
          .execute();
      }
    },
  };
}

function roleIds(db: Kysely<IdentityTables>, userId: Assignment['userId'], target: AssignmentTarget) {
  return target.kind === 'project'
    ? db
        .selectFrom('identity_project_assignment')
        .select('role_id')
        .where('user_id', '=', userId)
        .where('project_id', '=', target.projectId)
    : db
        .selectFrom('identity_domain_assignment')
        .select('role_id')
        .where('user_id', '=', userId)
        .where('domain_id', '=', target.domainId);
}
