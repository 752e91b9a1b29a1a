import { ROLES, type RoleName } from '../kernel/caller.ts';
import { newProjectId, newRoleId, newUserId } from '../kernel/ids.ts';
import { DEFAULT_DOMAIN_ID, USERS_DOMAIN_ID, type Domain } from './domain.ts';
import type { IdentityStore, IdentityWriter } from './identity-store.ts';
import type { PasswordHasher } from './password-hash.ts';
import type { Project } from './project.ts';
import type { Role } from './role.ts';
import type { User } from './user.ts';

export interface Bootstrap {
  /**
   * Makes what everything else stands on: the domains `Default` and `users`, the roles and what they imply, and, while
   * nobody is administrator, the user `admin` with a project of the same name. Can run at every start: nothing that is
   * there is changed, except that an existing user `admin` without rights gets them, and the password, again.
   *
   * @returns whether the administrator was made now, so that the password counts.
   */
  bootstrap(settings: { readonly adminPassword: string }): Promise<{ readonly created: boolean }>;
}

const DOMAINS: readonly Domain[] = [
  { id: DEFAULT_DOMAIN_ID, name: 'Default', description: 'The default domain', enabled: true },
  { id: USERS_DOMAIN_ID, name: 'users', description: 'Users of VK Cloud clients', enabled: true },
];

const IMPLIES: readonly (readonly [RoleName, RoleName])[] = [
  ['admin', 'member'],
  ['member', 'reader'],
];

export function createBootstrap(store: IdentityStore, passwords: PasswordHasher): Bootstrap {
  return {
    bootstrap: async ({ adminPassword }) => {
      await store.write(ensureDomains);
      const admin = await store.write(ensureRoles);
      if (await hasAdministrator(store, admin)) return { created: false };
      const passwordHash = await passwords.hash(adminPassword);
      return { created: await store.write((writer) => createAdministrator(writer, admin, passwordHash)) };
    },
  };
}

/** Makes the domains that everything belongs to, where they are not there. */
export async function ensureDomains(writer: IdentityWriter): Promise<void> {
  for (const domain of DOMAINS) {
    if ((await writer.domainGet(domain.id)) === null) await writer.domainInsert(domain);
  }
}

/** @returns the role `admin`. Inferences are made with their roles only: an administrator may have removed them since. */
async function ensureRoles(writer: IdentityWriter): Promise<Role> {
  const missing = new Set<string>();
  const roles = new Map<string, Role>();
  for (const name of ROLES) {
    const known = await writer.roleByName(name);
    const role = known ?? { id: newRoleId(), name, description: '' };
    if (known === null) {
      missing.add(name);
      await writer.roleInsert(role);
    }
    roles.set(name, role);
  }
  for (const [priorName, impliedName] of IMPLIES) {
    const prior = roles.get(priorName);
    const implied = roles.get(impliedName);
    if (prior === undefined || implied === undefined || !(missing.has(priorName) || missing.has(impliedName))) continue;
    await writer.roleInferenceInsert({ priorId: prior.id, impliedId: implied.id });
  }
  const admin = roles.get('admin');
  if (admin === undefined) throw new Error('there is no role admin among the roles');
  return admin;
}

/** Who is one on a domain only is none of the installation. */
async function hasAdministrator(
  reader: Pick<IdentityStore | IdentityWriter, 'assignmentList'>,
  role: Role,
): Promise<boolean> {
  // Those on projects come first.
  const [first] = await reader.assignmentList({ roleId: role.id }, 1);
  return first?.target.kind === 'project';
}

/** @returns false when another process, started at the same time, has made one meanwhile. */
async function createAdministrator(writer: IdentityWriter, role: Role, passwordHash: string): Promise<boolean> {
  if (await hasAdministrator(writer, role)) return false;
  const project = (await writer.projectByName(DEFAULT_DOMAIN_ID, 'admin')) ?? (await createProject(writer));
  const user = await createUser(writer, passwordHash);
  await writer.assignmentInsert({
    userId: user.id,
    roleId: role.id,
    target: { kind: 'project', projectId: project.id },
  });
  await writer.assignmentInsert({
    userId: user.id,
    roleId: role.id,
    target: { kind: 'domain', domainId: DEFAULT_DOMAIN_ID },
  });
  return true;
}

async function createProject(writer: IdentityWriter): Promise<Project> {
  const project: Project = {
    id: newProjectId(),
    domainId: DEFAULT_DOMAIN_ID,
    name: 'admin',
    description: 'Project of the first administrator',
    enabled: true,
    tags: [],
  };
  await writer.projectInsert(project);
  return project;
}

async function createUser(writer: IdentityWriter, passwordHash: string): Promise<User> {
  const known = await writer.userByName(DEFAULT_DOMAIN_ID, 'admin');
  if (known !== null) {
    const enabled = { ...known, enabled: true, tokenGeneration: known.tokenGeneration + 1 };
    await writer.userUpdate(enabled);
    await writer.userPasswordSet(known.id, passwordHash);
    return enabled;
  }
  const user: User = {
    id: newUserId(),
    domainId: DEFAULT_DOMAIN_ID,
    name: 'admin',
    enabled: true,
    email: null,
    description: null,
    defaultProjectId: null,
    tokenGeneration: 0,
  };
  await writer.userInsert(user, passwordHash);
  return user;
}
