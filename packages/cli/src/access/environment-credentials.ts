import type { Credentials, DomainReference, Reference } from '@ingot/client';

/** Who somebody is, and where he proves it: what the `OS_` variables and `clouds.yaml` say. */
export interface Account {
  /** Ends in `/v3`. */
  readonly identityUrl: string;
  readonly credentials: Credentials;
  /** A file of certificates to trust beside those of the system; null when there is none. */
  readonly caFile: string | null;
}

/** Values by the names of `clouds.yaml`: `username`, `project_domain_name`, … */
export type AuthValues = Readonly<Record<string, string | undefined>>;

/** What is missing before anybody could sign in with these values, by the names of `clouds.yaml`. */
export class IncompleteAccountError extends Error {
  readonly missing: string;

  constructor(missing: string) {
    super(`${missing} is missing`);
    this.name = 'IncompleteAccountError';
    this.missing = missing;
  }
}

const VARIABLES: Readonly<Record<string, string>> = {
  auth_type: 'OS_AUTH_TYPE',
  auth_url: 'OS_AUTH_URL',
  token: 'OS_TOKEN',
  user_id: 'OS_USER_ID',
  username: 'OS_USERNAME',
  user_domain_id: 'OS_USER_DOMAIN_ID',
  user_domain_name: 'OS_USER_DOMAIN_NAME',
  password: 'OS_PASSWORD',
  project_id: 'OS_PROJECT_ID',
  project_name: 'OS_PROJECT_NAME',
  project_domain_id: 'OS_PROJECT_DOMAIN_ID',
  project_domain_name: 'OS_PROJECT_DOMAIN_NAME',
  application_credential_id: 'OS_APPLICATION_CREDENTIAL_ID',
  application_credential_name: 'OS_APPLICATION_CREDENTIAL_NAME',
  application_credential_secret: 'OS_APPLICATION_CREDENTIAL_SECRET',
  cacert: 'OS_CACERT',
};

/** The variables that an `openrc` file sets, by the names of `clouds.yaml`. */
export function authValuesOf(environment: Readonly<Record<string, string | undefined>>): AuthValues {
  const given = Object.entries(VARIABLES).map(([name, variable]) => [name, environment[variable] || undefined]);
  return Object.fromEntries(given);
}

/** The variable that sets a value of `clouds.yaml`. */
export function variableOf(name: string): string {
  return VARIABLES[name] ?? name;
}

/**
 * What the values say. The kind of credentials is what `auth_type` names, or what there is a secret for.
 *
 * @throws IncompleteAccountError
 */
export function accountOf(values: AuthValues): Account {
  const identityUrl = versioned(needed(values, 'auth_url'));
  return { identityUrl, credentials: credentialsOf(values), caFile: values['cacert'] ?? null };
}

/** The address of version 3, of which clients leave the version out at times. */
function versioned(url: string): string {
  const bare = url.replace(/\/+$/, '');
  return bare.endsWith('/v3') ? bare : `${bare}/v3`;
}

function credentialsOf(values: AuthValues): Credentials {
  const type = values['auth_type']?.replace(/^v3/, '').replaceAll('_', '');
  if (type === 'applicationcredential' || (type === undefined && values['application_credential_secret'])) {
    const secret = needed(values, 'application_credential_secret');
    const id = values['application_credential_id'];
    if (id !== undefined) return { kind: 'application-credential', id, secret };
    const name = needed(values, 'application_credential_name');
    return { kind: 'application-credential', name, user: userOf(values), secret };
  }
  const project = projectOf(values);
  if (type === 'token' || (type === undefined && values['token'] && !values['password'])) {
    return { kind: 'token', token: needed(values, 'token'), project };
  }
  return { kind: 'password', user: userOf(values), password: needed(values, 'password'), project };
}

function userOf(values: AuthValues): Reference {
  const id = values['user_id'];
  return id === undefined ? { name: needed(values, 'username'), domain: domainOf(values, 'user') } : { id };
}

function projectOf(values: AuthValues): Reference | null {
  const id = values['project_id'];
  if (id !== undefined) return { id };
  const name = values['project_name'];
  return name === undefined ? null : { name, domain: domainOf(values, 'project') };
}

function domainOf(values: AuthValues, of: 'user' | 'project'): DomainReference {
  const id = values[`${of}_domain_id`];
  return id === undefined ? { name: values[`${of}_domain_name`] ?? 'Default' } : { id };
}

function needed(values: AuthValues, name: string): string {
  const value = values[name];
  if (value === undefined || value === '') throw new IncompleteAccountError(name);
  return value;
}
