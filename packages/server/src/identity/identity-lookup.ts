import type { ApplicationCredential } from './application-credential.ts';
import type { Domain } from './domain.ts';
import type { IdentityReader } from './identity-store.ts';
import type { Project } from './project.ts';
import type { ApplicationCredentialReference, DomainReference, ProjectReference, UserReference } from './sign-in.ts';
import type { User } from './user.ts';

export async function lookUpDomain(store: IdentityReader, reference: DomainReference): Promise<Domain | null> {
  return 'id' in reference ? store.domainGet(reference.id) : store.domainByName(reference.name);
}

export async function lookUpUser(store: IdentityReader, reference: UserReference): Promise<User | null> {
  if ('id' in reference) return store.userGet(reference.id);
  const domain = await lookUpDomain(store, reference.domain);
  return domain && store.userByName(domain.id, reference.name);
}

export async function lookUpProject(store: IdentityReader, reference: ProjectReference): Promise<Project | null> {
  if ('id' in reference) return store.projectGet(reference.id);
  const domain = await lookUpDomain(store, reference.domain);
  return domain && store.projectByName(domain.id, reference.name);
}

export async function lookUpApplicationCredential(
  store: IdentityReader,
  reference: ApplicationCredentialReference,
): Promise<ApplicationCredential | null> {
  if ('id' in reference) return store.applicationCredentialGet(reference.id);
  const user = await lookUpUser(store, reference.user);
  return user && store.applicationCredentialByName(user.id, reference.name);
}
