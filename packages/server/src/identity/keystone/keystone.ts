import { createReconciler, type WorkLog } from '../../jobs/index.ts';
import type { Caller, RequestTarget } from '../../kernel/caller.ts';
import type { Clock } from '../../kernel/clock.ts';
import { hasCode, IngotError } from '../../kernel/errors.ts';
import { unauthenticated } from '../proof.ts';
import type { Sessions } from '../sessions.ts';
import { isAllowed } from './access-rules.ts';
import { createComplaints } from './complaints.ts';
import type { ServiceUser } from './credentials.ts';
import { createKeystoneSessions } from './keystone-sessions.ts';
import { createKeystoneHttp, unavailable, type KeystoneAnswer } from './keystone-http.ts';
import { parseKeystoneToken, type KeystoneToken } from './keystone-token.ts';
import { createRevocations } from './revocations.ts';
import { rolesOf, type RoleNames } from './role-names.ts';
import { createServiceSession } from './service-session.ts';
import { createTokenCache } from './token-cache.ts';

/**
 * Fernet tokens and JSON web tokens. What is no token is not sent to Keystone, least of all what is so long that the web
 * server before it would cut the connection.
 */
const TOKEN = /^[\w.=-]{1,2048}$/;
/** Milliseconds between looks at a Keystone that has just failed. */
const QUICK_LOOK = 500;
/** Milliseconds that Keystone's clock and the times in its events may be off. */
const CLOCK_TOLERANCE = 10_000;

/**
 * An external Keystone in place of the embedded identity: it makes tokens, we ask it what they stand for.
 *
 *   request ─► token cache ─(unknown, or no longer fresh)─► GET /v3/auth/tokens
 *                  ▲
 *   watch ─────────┴─ every few seconds: GET /v3/OS-REVOKE/events
 *
 * The watch also finds out when a Keystone that failed works again; until then nobody else asks it, so that neither
 * requests nor Keystone's first seconds are wasted on questions without answers.
 */
export interface Keystone {
  /** Of those who sign in at a browser. */
  readonly sessions: Sessions;
  /**
   * Who sends this token.
   *
   * @throws IngotError `unauthenticated`; `forbidden` for what the access rules of an application credential leave out;
   *   `unavailable` while Keystone cannot be asked.
   */
  authenticate(token: string, requestId: string, target: RequestTarget): Promise<Caller>;
  /**
   * Signs in once and starts the watch, whatever comes of it.
   *
   * @returns why this configuration cannot work, as a sentence; null when it does, or when Keystone cannot be reached,
   *   which is only logged: it may come yet.
   */
  start(): Promise<string | null>;
  stop(): Promise<void>;
}

export interface KeystoneOptions {
  /** Without `/v3` and without a slash at its end. */
  readonly url: string;
  /** Certificates in PEM of those that may vouch for Keystone's; null for the system's. */
  readonly ca: string | null;
  readonly user: ServiceUser;
  readonly roleNames: RoleNames;
  readonly clock: Clock;
  readonly log: WorkLog;
  /** Milliseconds that Keystone may take for an answer. */
  readonly timeout: number;
  /** Milliseconds for which its answer about a token is believed. */
  readonly cacheTime: number;
  /** Milliseconds for which it is believed while Keystone cannot be asked. */
  readonly grace: number;
  /** Milliseconds between looks at the revocations. */
  readonly revocationInterval: number;
}

export function createKeystone(options: KeystoneOptions): Keystone {
  const { url, clock, log, timeout, revocationInterval } = options;
  const http = createKeystoneHttp({ url, ca: options.ca, timeout });
  const session = createServiceSession({ http, url, user: options.user, clock, log });
  const revocations = createRevocations();
  const complaints = createComplaints(log, { keystone: url });
  /** Found out by the watch alone. */
  let failing = false;
  let stopping = false;
  /** When the revocations were last asked for with success. */
  let watchedAt = Number.NEGATIVE_INFINITY;
  const rolesNeeded = `give the user "${options.user.username}" the role service or admin`;
  const cache = createTokenCache({
    clock,
    validate,
    isRevoked: (token, askedAt) => revocations.concern(token, askedAt),
    freshFor: () => (isWatching() ? options.cacheTime : Math.min(options.cacheTime, revocationInterval)),
    graceFor: options.grace,
  });
  const watch = createReconciler({
    name: 'keystone',
    round: lookAtRevocations,
    interval: revocationInterval,
    minimumGap: Math.min(QUICK_LOOK, revocationInterval),
    clock,
    log,
  });

  function isWatching(): boolean {
    return clock.now() < watchedAt + 2 * revocationInterval + timeout;
  }

  async function validate(token: string): Promise<KeystoneToken | null> {
    if (failing) throw unavailable('waiting for Keystone to work again');
    const answer = await askAbout(token);
    if (answer.status === 404) return null;
    const described = answer.status === 200 ? parseKeystoneToken(answer.body) : null;
    if (described === null) {
      const complaint = `Keystone does not validate tokens for us (status ${answer.status}); ${rolesNeeded}.`;
      complaints.make('validation', complaint);
      throw unavailable(complaint);
    }
    complaints.drop('validation');
    return described;
  }

  async function askAbout(token: string): Promise<KeystoneAnswer> {
    // We check access rules; Keystone hides such tokens from services that do not say so.
    const headers = { 'x-subject-token': token, 'openstack-identity-access-rules': '1.0' };
    try {
      return await session.ask({ method: 'GET', path: '/v3/auth/tokens?nocatalog', headers });
    } catch (error) {
      // It may be this token that Keystone stumbles over, so one failure stops nobody else; the watch finds out.
      watch.nudge();
      throw error;
    }
  }

  async function lookAtRevocations(): Promise<void> {
    const askedAt = clock.now();
    let answer: KeystoneAnswer;
    try {
      await session.open();
      answer = await session.ask({ method: 'GET', path: `/v3/OS-REVOKE/events?since=${timeToLookFrom(askedAt)}` });
    } catch (error) {
      if (!hasCode(error, 'unavailable')) throw error;
      if (!failing && !stopping) log.error({ keystone: url, err: error, ...error.context }, 'Keystone cannot be asked');
      failing = true;
      return;
    }
    if (failing) log.info({ keystone: url }, 'Keystone answers again');
    failing = false;
    if (answer.status === 200 && revocations.learn(answer.body, clock.now())) {
      watchedAt = askedAt;
      cache.sweep();
      complaints.drop('revocations');
      return;
    }
    complaints.make(
      'revocations',
      `Keystone does not tell us what it revokes (status ${answer.status}); ${rolesNeeded}. Until then tokens are ` +
        'validated anew every identity.keystone.revocation-interval.',
    );
  }

  /**
   * From the last look on, but not from before the oldest answer that still counts. What was revoked while the last look
   * was under way, and what has an earlier time from another node, comes up again.
   */
  function timeToLookFrom(now: number): string {
    const overlap = revocationInterval + 2 * timeout + CLOCK_TOLERANCE;
    const from = Math.max(watchedAt, now - Math.max(options.cacheTime, options.grace)) - overlap;
    return new Date(session.keystoneTime(from)).toISOString();
  }

  return {
    sessions: createKeystoneSessions(http, options.roleNames),
    authenticate: async (token, requestId, target) => {
      const described = TOKEN.test(token) ? await cache.get(token) : null;
      if (described === null) throw unauthenticated();
      if (described.accessRules !== null && !isAllowed(described.accessRules, target)) {
        throw new IngotError('forbidden', 'The access rules of the application credential do not allow this request.');
      }
      return toCaller(described, options.roleNames, requestId);
    },
    start: async () => {
      let refusal: string | null = null;
      try {
        refusal = await session.refusal();
      } catch (error) {
        if (!hasCode(error, 'unavailable')) throw error;
      }
      watch.start();
      return refusal;
    },
    stop: async () => {
      stopping = true;
      http.close();
      await watch.stop();
    },
  };
}

function toCaller(token: KeystoneToken, roleNames: RoleNames, requestId: string): Caller {
  const { scope } = token;
  return {
    userId: token.userId,
    userName: token.userName,
    userDomainId: token.userDomainId,
    projectId: scope.kind === 'project' ? scope.projectId : null,
    domainId: scope.kind === 'domain' ? scope.domainId : null,
    roles: rolesOf(token, roleNames),
    requestId,
  };
}
