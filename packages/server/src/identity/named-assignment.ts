import type { Assignment } from './assignment.ts';
import type { AuthorizedScope } from './authorization.ts';
import type { Domain } from './domain.ts';
import type { IdentityReader } from './identity-store.ts';
import type { Role } from './role.ts';
import type { User } from './user.ts';

/** An assignment with everything that it refers to. */
export interface NamedAssignment {
  readonly user: User;
  readonly userDomain: Domain;
  readonly role: Role;
  readonly target: Exclude<AuthorizedScope, { kind: 'unscoped' }>;
}

/** Looks each thing up once. What has been deleted since the list was read is left out. */
export async function nameAssignments(
  store: IdentityReader,
  assignments: readonly Assignment[],
): Promise<readonly NamedAssignment[]> {
  const userOf = remembering((id: Assignment['userId']) => store.userGet(id));
  const roleOf = remembering((id: Assignment['roleId']) => store.roleGet(id));
  const domainOf = remembering((id: Domain['id']) => store.domainGet(id));
  const projectOf = remembering((id: Parameters<IdentityReader['projectGet']>[0]) => store.projectGet(id));
  const targetOf = async (target: Assignment['target']): Promise<NamedAssignment['target'] | null> => {
    if (target.kind === 'domain') {
      const domain = await domainOf(target.domainId);
      return domain && { kind: 'domain', domain };
    }
    const project = await projectOf(target.projectId);
    const domain = project && (await domainOf(project.domainId));
    return project && domain && { kind: 'project', project, domain };
  };
  const named: NamedAssignment[] = [];
  for (const assignment of assignments) {
    const user = await userOf(assignment.userId);
    const userDomain = user && (await domainOf(user.domainId));
    const role = await roleOf(assignment.roleId);
    const target = await targetOf(assignment.target);
    if (user && userDomain && role && target) named.push({ user, userDomain, role, target });
  }
  return named;
}

function remembering<Id, Thing>(look: (id: Id) => Promise<Thing>): (id: Id) => Promise<Thing> {
  const known = new Map<Id, Promise<Thing>>();
  return (id) => {
    const answer = known.get(id) ?? look(id);
    known.set(id, answer);
    return answer;
  };
}
