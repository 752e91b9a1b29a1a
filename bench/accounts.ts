import { call, type Account, type Session } from './cloud.ts';

type Created = Readonly<Record<string, { readonly id: string }>>;
type Listed = Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;

/**
 * Makes a user with one role in a project of its own, by Identity v3 as every cloud has it; one that an earlier run made
 * is taken as it is.
 *
 * @param admin an administrator's session
 */
export async function createAccount(admin: Session, account: Account, role: string): Promise<Account> {
  if ((await idByName(admin, 'user', account.user)) !== null) return account;
  const domain = 'default';
  const project = await create(admin, 'project', { name: account.project, domain_id: domain });
  const user = await create(admin, 'user', { name: account.user, password: account.password, domain_id: domain });
  const roleId = await idByName(admin, 'role', role);
  if (roleId === null) throw new Error(`${admin.authUrl} has no role ${role}`);
  await call(admin, 'PUT', `${admin.authUrl}/projects/${project}/users/${user}/roles/${roleId}`);
  return account;
}

/** Makes one entity of Identity v3 and returns its id. */
export async function create(admin: Session, kind: string, fields: object): Promise<string> {
  const created = await call<Created>(admin, 'POST', `${admin.authUrl}/${kind}s`, { [kind]: fields });
  const entity = created[kind];
  if (!entity) throw new Error(`${admin.authUrl} creates a ${kind} without telling its id`);
  return entity.id;
}

async function idByName(admin: Session, kind: string, name: string): Promise<string | null> {
  const listed = await call<Listed>(admin, 'GET', `${admin.authUrl}/${kind}s?name=${encodeURIComponent(name)}`);
  return listed[`${kind}s`]?.find((entity) => entity.name === name)?.id ?? null;
}
