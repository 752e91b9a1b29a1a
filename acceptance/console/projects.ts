import type { JsonApi } from '../json-api.ts';
import { openrcOf, type Openrc } from '../openrc.ts';

interface Named {
  readonly id: string;
}

/** @param api the administrator's. @returns id of the project */
export async function newProject(api: JsonApi, name: string): Promise<string> {
  const project = { name, domain_id: 'default' };
  return (await api.ask<{ project: Named }>('POST', '/identity/v3/projects', { project })).project.id;
}

/** @param user and the project by their ids, the role by its name. */
export async function giveRole(api: JsonApi, project: string, user: string, name: string): Promise<void> {
  const { roles } = await api.ask<{ roles: readonly Named[] }>('GET', `/identity/v3/roles?name=${name}`);
  await api.ask('PUT', `/identity/v3/projects/${project}/users/${user}/roles/${roles[0]?.id ?? ''}`);
}

/** Makes somebody who is a member of one project. @param cloud of anybody. @returns how he signs in */
export async function newMember(api: JsonApi, cloud: Openrc, name: string, projectId: string): Promise<Openrc> {
  const password = 'opens';
  const { user } = await api.ask<{ user: Named }>('POST', '/identity/v3/users', {
    user: { name, password, domain_id: 'default', default_project_id: projectId },
  });
  await giveRole(api, projectId, user.id, 'member');
  return openrcOf(cloud, { name, domain: 'Default', password, projectId });
}
