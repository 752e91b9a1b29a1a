import type { MatrixRow, Preparation } from './matrix-row.ts';

/*
 * The user that is asked for is `member`, the project is `home`: one's own things may be seen, the rest is the
 * administrator's. Who may not ask gets 403 whether or not the thing exists.
 */
const OPEN = '200 200 200 200 200 200 200 200';
const ALL = '401 401 200 200 200 200 200 200';
const ADMIN_READS = '401 401 403 403 403 403 403 200';
const ADMIN_CREATES = '401 401 403 403 403 403 403 201';
const ADMIN_REMOVES = '401 401 403 403 403 403 403 204';
const OWN = '401 401 403 200 403 403 403 200';
const OWN_PROJECT = '401 401 200 200 403 403 403 200';
const NOWHERE = '401 401 404 404 404 404 404 404';

const post = (row: MatrixRow['row'], json: unknown): MatrixRow => ({ row, json, prepare: named });
const named = async (world: Preparation): Promise<Record<string, string>> => ({ name: world.unique() });

/** Makes one of a kind, so that removing it disturbs nobody. @returns its id as the parameter. */
function fresh(kind: 'domain' | 'project' | 'user' | 'role', parameter: string, fields: object = {}) {
  return async (world: Preparation): Promise<Record<string, string>> => {
    const body = { [kind]: { name: world.unique(), ...fields } };
    const answer = (await world.asAdmin('POST', `/identity/v3/${kind}s`, body)) as Record<string, { id: string }>;
    return { [parameter]: answer[kind]?.id ?? '' };
  };
}
const freshRole = fresh('role', 'role_id');
const freshProject = fresh('project', 'project_id');

/** A role that the user `member` holds on the project `home`. */
async function heldOnProject(world: Preparation): Promise<Record<string, string>> {
  const values = await freshRole(world);
  await world.asAdmin('PUT', `/identity/v3/projects/${world.home}/users/${world.subject}/roles/${values['role_id']}`);
  return values;
}

async function heldOnDomain(world: Preparation): Promise<Record<string, string>> {
  const values = await freshRole(world);
  await world.asAdmin('PUT', `/identity/v3/domains/default/users/${world.subject}/roles/${values['role_id']}`);
  return { ...values, domain_id: 'default' };
}

async function tagged(world: Preparation): Promise<Record<string, string>> {
  const values = await freshProject(world);
  await world.asAdmin('PUT', `/identity/v3/projects/${values['project_id']}/tags/tag`);
  return { ...values, tag: 'tag' };
}

async function twoRoles(world: Preparation): Promise<Record<string, string>> {
  const { role_id: implied = '' } = await freshRole(world);
  return { ...(await freshRole(world)), implied_role_id: implied };
}

async function implication(world: Preparation): Promise<Record<string, string>> {
  const values = await twoRoles(world);
  const path = `/identity/v3/roles/${values['role_id']}/implies/${values['implied_role_id']}`;
  await world.asAdmin('PUT', path);
  return values;
}

/** A token of the user `member`, in the header that names the token asked about. */
const SUBJECT = {
  headers: { 'x-subject-token': '${token}' },
  prepare: async (world: Preparation) => ({ token: await world.freshToken() }),
};

async function credential(world: Preparation): Promise<Record<string, string>> {
  return { application_credential_id: await world.freshCredential() };
}

const V3 = '/identity/v3';
const roleOn = (target: string, held: MatrixRow['prepare'], free: MatrixRow['prepare']): [string, MatrixRow][] => {
  const one = `${V3}/${target}/users/:user_id/roles/:role_id`;
  return [
    [`GET ${V3}/${target}/users/:user_id/roles`, { row: ADMIN_READS, prepare: held }],
    [`GET ${one}`, { row: ADMIN_REMOVES, prepare: held }],
    [`PUT ${one}`, { row: ADMIN_REMOVES, prepare: free }],
    [`DELETE ${one}`, { row: ADMIN_REMOVES, prepare: held }],
  ].map(([route, row]) => [route, row] as [string, MatrixRow]);
};

/** Identity v3. */
export const IDENTITY_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /identity': { row: '300 300 300 300 300 300 300 300' },
  [`GET ${V3}`]: { row: OPEN },
  // Signing in is decided by the password in the body, not by who is asking already.
  [`POST ${V3}/auth/tokens`]: {
    row: '201 201 201 201 201 201 201 201',
    json: { auth: { identity: { methods: ['token'], token: { id: '${token}' } } } },
    prepare: SUBJECT.prepare,
  },
  [`GET ${V3}/auth/tokens`]: { row: '401 401 403 200 403 403 403 200', ...SUBJECT },
  [`DELETE ${V3}/auth/tokens`]: { row: '401 401 403 204 403 403 403 204', ...SUBJECT },
  [`GET ${V3}/auth/projects`]: { row: ALL },
  [`GET ${V3}/auth/domains`]: { row: ALL },
  [`GET ${V3}/auth/catalog`]: { row: ALL },

  [`GET ${V3}/domains`]: { row: ADMIN_READS },
  [`POST ${V3}/domains`]: post(ADMIN_CREATES, { domain: { name: '${name}' } }),
  // One's own.
  [`GET ${V3}/domains/:domain_id`]: { row: ALL, prepare: async () => ({ domain_id: 'default' }) },
  [`PATCH ${V3}/domains/:domain_id`]: {
    row: ADMIN_READS,
    json: { domain: { description: 'new' } },
    prepare: fresh('domain', 'domain_id'),
  },
  [`DELETE ${V3}/domains/:domain_id`]: {
    row: ADMIN_REMOVES,
    prepare: fresh('domain', 'domain_id', { enabled: false }),
  },

  [`GET ${V3}/projects`]: { row: ADMIN_READS },
  [`POST ${V3}/projects`]: post(ADMIN_CREATES, { project: { name: '${name}' } }),
  [`GET ${V3}/projects/:project_id`]: { row: OWN_PROJECT },
  [`PATCH ${V3}/projects/:project_id`]: {
    row: ADMIN_READS,
    json: { project: { description: 'new' } },
    prepare: freshProject,
  },
  [`DELETE ${V3}/projects/:project_id`]: { row: ADMIN_REMOVES, prepare: freshProject },
  [`GET ${V3}/projects/:project_id/tags`]: { row: OWN_PROJECT },
  [`PUT ${V3}/projects/:project_id/tags`]: { row: ADMIN_READS, json: { tags: ['a'] }, prepare: freshProject },
  [`DELETE ${V3}/projects/:project_id/tags`]: { row: ADMIN_REMOVES, prepare: tagged },
  [`GET ${V3}/projects/:project_id/tags/:tag`]: { row: ADMIN_REMOVES, prepare: tagged },
  [`PUT ${V3}/projects/:project_id/tags/:tag`]: { row: ADMIN_CREATES, prepare: freshProject },
  [`DELETE ${V3}/projects/:project_id/tags/:tag`]: { row: ADMIN_REMOVES, prepare: tagged },

  [`GET ${V3}/users`]: { row: ADMIN_READS },
  [`POST ${V3}/users`]: post(ADMIN_CREATES, { user: { name: '${name}' } }),
  [`GET ${V3}/users/:user_id`]: { row: OWN },
  [`PATCH ${V3}/users/:user_id`]: {
    row: ADMIN_READS,
    json: { user: { description: 'new' } },
    prepare: fresh('user', 'user_id'),
  },
  [`DELETE ${V3}/users/:user_id`]: { row: ADMIN_REMOVES, prepare: fresh('user', 'user_id') },
  // The user himself would be let in by the right password; this one is wrong, also when an administrator gives it.
  [`POST ${V3}/users/:user_id/password`]: {
    row: '401 401 403 403 403 403 403 401',
    json: { user: { original_password: 'wrong', password: 'new' } },
    prepare: fresh('user', 'user_id', { password: 'right-password' }),
  },
  [`GET ${V3}/users/:user_id/projects`]: { row: OWN },
  [`GET ${V3}/users/:user_id/groups`]: { row: ALL },
  // There are none, whoever asks about whom.
  [`GET ${V3}/users/:user_id/access_rules`]: { row: ALL },
  [`GET ${V3}/users/:user_id/application_credentials`]: { row: OWN },
  // Only for oneself: it is made for the project and with the roles of the token that asks.
  [`POST ${V3}/users/:user_id/application_credentials`]: {
    row: '401 401 403 201 403 403 403 403',
    json: { application_credential: { name: '${name}' } },
    prepare: named,
  },
  [`GET ${V3}/users/:user_id/application_credentials/:application_credential_id`]: { row: OWN, prepare: credential },
  [`DELETE ${V3}/users/:user_id/application_credentials/:application_credential_id`]: {
    row: '401 401 403 204 403 403 403 204',
    prepare: credential,
  },
  [`GET ${V3}/groups`]: { row: ALL },
  [`GET ${V3}/groups/:group_id`]: { row: NOWHERE },

  [`GET ${V3}/roles`]: { row: ADMIN_READS },
  [`POST ${V3}/roles`]: post(ADMIN_CREATES, { role: { name: '${name}' } }),
  [`GET ${V3}/roles/:role_id`]: { row: ADMIN_READS, prepare: freshRole },
  [`PATCH ${V3}/roles/:role_id`]: { row: ADMIN_READS, json: { role: { description: 'new' } }, prepare: freshRole },
  [`DELETE ${V3}/roles/:role_id`]: { row: ADMIN_REMOVES, prepare: freshRole },
  [`GET ${V3}/role_inferences`]: { row: ADMIN_READS },
  [`GET ${V3}/roles/:role_id/implies`]: { row: ADMIN_READS, prepare: implication },
  [`GET ${V3}/roles/:role_id/implies/:implied_role_id`]: { row: ADMIN_READS, prepare: implication },
  [`PUT ${V3}/roles/:role_id/implies/:implied_role_id`]: { row: ADMIN_CREATES, prepare: twoRoles },
  [`DELETE ${V3}/roles/:role_id/implies/:implied_role_id`]: { row: ADMIN_REMOVES, prepare: implication },
  ...Object.fromEntries(roleOn('projects/:project_id', heldOnProject, freshRole)),
  ...Object.fromEntries(
    roleOn('domains/:domain_id', heldOnDomain, async (world) => ({
      ...(await freshRole(world)),
      domain_id: 'default',
    })),
  ),
  [`GET ${V3}/role_assignments`]: { row: ADMIN_READS },

  // The catalog stands in every token anyway.
  [`GET ${V3}/services`]: { row: ALL },
  [`GET ${V3}/services/:id`]: { row: NOWHERE },
  [`GET ${V3}/endpoints`]: { row: ALL },
  [`GET ${V3}/endpoints/:id`]: { row: NOWHERE },
  [`GET ${V3}/regions`]: { row: ALL },
  [`GET ${V3}/regions/:id`]: { row: NOWHERE },
};
