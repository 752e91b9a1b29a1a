import { readFile } from 'node:fs/promises';
import { ApiClient, RefusedError, signIn, type Session } from '@ingot/client';
import type { Access, Chosen, ConfigStore } from '../command/context.ts';
import { CommandError, EXIT } from '../command/failure.ts';
import { message } from '../messages/message.ts';
import type { SavedContext } from './config-file.ts';
import { cloudValues, type Surroundings } from './clouds-yaml.ts';
import {
  accountOf,
  authValuesOf,
  IncompleteAccountError,
  variableOf,
  type Account,
  type AuthValues,
} from './environment-credentials.ts';
import { httpFetch } from './http-fetch.ts';

/**
 * Who a command acts as: the context or cloud that the command line names, else what the `OS_` variables say, else the
 * current context.
 *
 * @throws CommandError `notAllowed` when there is none, or its token has expired
 */
export async function findAccess(chosen: Chosen, surroundings: Surroundings, config: ConfigStore): Promise<Access> {
  if (chosen.context === undefined) {
    const values = await outsideValues(chosen, surroundings);
    if (values !== null) return signedIn(accountIn(values));
  }
  const { current, contexts } = await config.read();
  const name = chosen.context ?? current;
  const saved = name === null ? undefined : contexts[name];
  if (name !== null && saved === undefined) {
    throw new CommandError(EXIT.notFound, message('context.unknown', { name }), { hint: message('hint.context-list') });
  }
  if (saved === undefined) {
    throw new CommandError(EXIT.notAllowed, message('access.none'), { hint: message('hint.login') });
  }
  return accessOf(saved);
}

/** What a cloud or the variables say; null when there is neither. */
export async function outsideValues(
  { cloud }: Pick<Chosen, 'cloud'>,
  surroundings: Surroundings,
): Promise<AuthValues | null> {
  const name = cloud ?? surroundings.environment['OS_CLOUD'];
  if (name) return cloudValues(name, surroundings);
  const values = authValuesOf(surroundings.environment);
  return values['auth_url'] === undefined ? null : values;
}

/** @throws CommandError `usage` that names the variable which is missing */
export function accountIn(values: AuthValues): Account {
  try {
    return accountOf(values);
  } catch (error) {
    if (!(error instanceof IncompleteAccountError)) throw error;
    const { missing: name } = error;
    throw new CommandError(EXIT.usage, message('access.incomplete', { name, variable: variableOf(name) }), {
      hint: message('hint.login'),
      cause: error,
    });
  }
}

/** Signs in. @throws CommandError `notAllowed` for a wrong secret, user or project; RefusedError, UnreachableError, SignInError */
export async function sessionOf({ identityUrl, credentials, caFile }: Account): Promise<Session> {
  if (caFile !== null) await trust(caFile);
  try {
    return await signIn(identityUrl, credentials, httpFetch);
  } catch (error) {
    if (!(error instanceof RefusedError && error.status === 401)) throw error;
    throw new CommandError(EXIT.notAllowed, message('access.refused'), { cause: error });
  }
}

async function signedIn(account: Account): Promise<Access> {
  const session = await sessionOf(account);
  return { client: new ApiClient({ ...session, fetch: httpFetch }), project: session.project };
}

/** Adds a file of certificates to those that are trusted. */
async function trust(caFile: string): Promise<void> {
  const tls = await import('node:tls');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), await readFile(caFile, 'utf8')]);
}

async function accessOf({ base, token, expiresAt, project }: SavedContext): Promise<Access> {
  if (Date.parse(expiresAt) <= Date.now()) {
    throw new CommandError(EXIT.notAllowed, message('access.expired'), { hint: message('hint.login') });
  }
  return { client: new ApiClient({ base, token, fetch: httpFetch }), project };
}
