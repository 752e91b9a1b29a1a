import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuditEntry, AuditWriter } from '../audit/index.ts';
import type { Caller } from '../kernel/caller.ts';
import type { Clock } from '../kernel/clock.ts';
import { auditedResource, shownIn } from './audited-resource.ts';
import type { HttpServer } from './http-server.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A route that is asked by methods of changing requests, but changes nothing that people care about. */
    unaudited?: boolean;
  }
  interface FastifyRequest {
    /** Who it turned out to be, on routes that need no token: signing in. */
    signedIn: Actor | null;
    /** What was made or changed, as the answer shows it; set by routes whose answer is text already. */
    shown: ReturnType<typeof shownIn>;
  }
}

export type Actor = Pick<Caller, 'userId' | 'userName' | 'projectId'>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** A part of the service was away: nothing was changed, and the log may be what is away. */
const UNAVAILABLE = 503;
/** Characters; tags and names may stand in paths, and be long. */
const LONGEST_PATH = 1000;
/** As the APIs name their actions. */
const ACTION = /^[\w:.-]{1,64}$/;

/**
 * Has every request that may change something written to the audit log before it is answered, refusals included. Not
 * those of nobody, whom any door turns away: they would fill the log, and the log of requests has them.
 */
export function auditRequests(app: HttpServer, { record }: AuditWriter, clock: Clock): void {
  app.decorateRequest('signedIn', null);
  app.decorateRequest('shown', null);
  app.addHook('preSerialization', (request, reply, answer, done) => {
    if (reply.statusCode < 400 && isAudited(request, reply)) request.shown = shownIn(answer);
    done(null, answer);
  });
  app.addHook('onSend', (request, reply, answer, done) => {
    if (isAudited(request, reply)) return record(entryOf(request, reply.statusCode, clock.now())).then(() => answer);
    done(null, answer);
    return undefined;
  });
}

function isAudited(request: FastifyRequest, { statusCode }: FastifyReply): boolean {
  const { method, routeOptions, caller, is404 } = request;
  if (READING.has(method) || is404 || routeOptions.config.unaudited === true || statusCode === UNAVAILABLE)
    return false;
  return caller !== null || routeOptions.config.public === true;
}

function entryOf(request: FastifyRequest, status: number, at: number): AuditEntry {
  const { caller, signedIn, shown, method, url, routeOptions } = request;
  const route = routeOptions.url ?? '';
  const { type, id } = auditedResource(route, request.params as Readonly<Record<string, string>>);
  const actor = caller ?? signedIn;
  return {
    requestId: request.id,
    at,
    method,
    route,
    path: (url.split('?', 1)[0] ?? '').slice(0, LONGEST_PATH),
    action: route.endsWith('/action') && status < 400 ? actionOf(request.body) : null,
    resourceType: type,
    resourceId: id ?? shown?.id ?? null,
    resourceName: shown !== null && (id === null || id === shown.id) ? shown.name : null,
    status,
    userId: actor?.userId ?? null,
    userName: actor?.userName ?? null,
    projectId: actor?.projectId ?? null,
    remoteAddress: request.ip,
  };
}

/** The one member that says what is to be done. */
function actionOf(body: unknown): string | null {
  const [name] = typeof body === 'object' && body !== null ? Object.keys(body) : [];
  return name !== undefined && ACTION.test(name) ? name : null;
}
