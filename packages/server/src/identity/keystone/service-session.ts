import type { WorkLog } from '../../jobs/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { hasCode } from '../../kernel/errors.ts';
import { readPassword, signInBody, type ServiceUser } from './credentials.ts';
import { unavailable, type KeystoneAnswer, type KeystoneHttp, type KeystoneRequest } from './keystone-http.ts';
import { parseKeystoneToken } from './keystone-token.ts';

/** Wrong passwords can lock a user of Keystone out, so a refused one is tried again only after this many milliseconds. */
const REFUSED_PAUSE = 60_000;
/** A token is renewed when this part of its life is over. */
const RENEWAL = 0.8;

/** Requests to Keystone under Ingot's own token, which is renewed before it ends and when Keystone takes it back. */
export interface ServiceSession {
  /**
   * As `KeystoneHttp.ask`, with `X-Auth-Token`.
   *
   * @throws IngotError `unavailable`, also when Keystone refuses us.
   */
  ask(request: KeystoneRequest): Promise<KeystoneAnswer>;
  /** Signs in. @returns why Keystone refuses us, as a sentence for the administrator; null when it does not. */
  refusal(): Promise<string | null>;
  /** Signs in unless that is done. @throws IngotError `unavailable` */
  open(): Promise<void>;
  /** A time of our clock by Keystone's, as far as can be told from its last token for us; milliseconds since the epoch. */
  keystoneTime(ours: number): number;
}

export interface ServiceSessionOptions {
  readonly http: KeystoneHttp;
  readonly url: string;
  readonly user: ServiceUser;
  readonly clock: Clock;
  readonly log: WorkLog;
}

interface Session {
  readonly token: string;
  /** Milliseconds by our clock. */
  readonly renewAt: number;
}

type SignedIn = { readonly session: Session } | { readonly refusal: string };

export function createServiceSession({ http, url, user, clock, log }: ServiceSessionOptions): ServiceSession {
  let current: Session | null = null;
  let signingIn: Promise<SignedIn> | null = null;
  let refused: { readonly password: string; readonly until: number; readonly refusal: string } | null = null;
  let clockOffset = 0;

  async function signIn(): Promise<SignedIn> {
    let password: string;
    try {
      password = await readPassword(user.passwordFile);
    } catch (error) {
      if (hasCode(error, 'invalid')) return refuse('', error.message);
      throw error;
    }
    if (refused?.password === password && clock.now() < refused.until) return { refusal: refused.refusal };
    const asked = clock.now();
    const answer = await http.ask({
      method: 'POST',
      path: '/v3/auth/tokens?nocatalog',
      json: signInBody(user, password),
    });
    const described = answer.status === 201 ? parseKeystoneToken(answer.body) : null;
    const token = answer.headers['x-subject-token'];
    if (described === null || typeof token !== 'string') return refuse(password, refusalOf(answer.status));
    const { issuedAt, expiresAt } = described;
    clockOffset = issuedAt - asked;
    refused = null;
    return { session: { token, renewAt: asked + (expiresAt - issuedAt) * RENEWAL } };
  }

  function refusalOf(status: number): string {
    if (status === 401) {
      return (
        `Keystone at ${url} refuses the user "${user.username}" of the domain "${user.userDomain}" on the project ` +
        `"${user.project}" of the domain "${user.projectDomain}"; check identity.keystone.username, password-file, ` +
        'project, user-domain and project-domain, and that the user has a role there.'
      );
    }
    return `identity.keystone.url is "${url}", but what answers there with status ${status} is not the Identity API v3.`;
  }

  function refuse(password: string, refusal: string): SignedIn {
    const known = refused?.refusal === refusal && refused.password === password && clock.now() < refused.until;
    if (!known) {
      refused = { password, until: clock.now() + REFUSED_PAUSE, refusal };
      log.error({ keystone: url }, refusal);
    }
    return { refusal };
  }

  /** One sign-in for all who wait for it. */
  function signInOnce(): Promise<SignedIn> {
    signingIn ??= signIn().finally(() => {
      signingIn = null;
    });
    return signingIn;
  }

  async function session(): Promise<Session> {
    if (current !== null && clock.now() < current.renewAt) return current;
    const outcome = await signInOnce();
    if ('refusal' in outcome) throw unavailable(outcome.refusal);
    current = outcome.session;
    return current;
  }

  async function askAs(held: Session, request: KeystoneRequest): Promise<KeystoneAnswer> {
    return http.ask({ ...request, headers: { ...request.headers, 'x-auth-token': held.token } });
  }

  return {
    ask: async (request) => {
      const held = await session();
      const answer = await askAs(held, request);
      if (answer.status !== 401) return answer;
      // Keystone knows the token no longer: revoked, or its keys have changed.
      if (current === held) current = null;
      const again = await askAs(await session(), request);
      if (again.status === 401) throw unavailable('Keystone refuses the token that it has just given us');
      return again;
    },
    refusal: async () => {
      const outcome = await signInOnce();
      if ('refusal' in outcome) return outcome.refusal;
      current = outcome.session;
      return null;
    },
    open: async () => {
      await session();
    },
    keystoneTime: (ours) => ours + clockOffset,
  };
}
