import { openrcOf, type Openrc } from './openrc.ts';
import type { Client } from './openstack.ts';

/** A user and his project, made with the command line as an administrator makes them. */
export interface Person {
  readonly projectId: string;
  readonly openrc: Openrc;
}

/** @param admin the administrator's client */
export async function createPerson(admin: Client, cloud: Openrc, name: string): Promise<Person> {
  const domain = 'users';
  const password = `${name} opens sesame`;
  const project = await admin(['project', 'create', '--domain', domain, '-f', 'value', '-c', 'id', `${name}-project`]);
  const projectId = project.trim();
  const user = ['user', 'create', '--domain', domain, '--project', projectId, '--password', password];
  const userId = await admin([...user, '-f', 'value', '-c', 'id', name]);
  await admin(['role', 'add', '--project', projectId, '--user', userId.trim(), 'member']);
  return { projectId, openrc: openrcOf(cloud, { name, domain, password, projectId }) };
}
