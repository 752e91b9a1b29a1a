import { parseDomainId, type DomainId } from '../kernel/ids.ts';

/** A name space of users and projects. Its own name is unique in the whole service. */
export interface Domain {
  readonly id: DomainId;
  readonly name: string;
  readonly description: string;
  /** Nobody of a disabled domain can sign in, and no scope in it holds. */
  readonly enabled: boolean;
}

/** The domain of the first administrator, and the one that clients assume. */
export const DEFAULT_DOMAIN_ID = builtIn('default');
/** The user domain that VK Cloud's openrc files name (`OS_USER_DOMAIN_NAME=users`). */
export const USERS_DOMAIN_ID = builtIn('users');

function builtIn(text: string): DomainId {
  const id = parseDomainId(text);
  if (id === null) throw new Error(`${text} is no domain id`);
  return id;
}
