import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawServerDefault,
} from 'fastify';
import { TypeBoxValidatorCompiler, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { TValidationError } from 'typebox/error';
import type { Caller } from '../kernel/caller.ts';
import { IngotError } from '../kernel/errors.ts';
import { schemaProblem } from '../kernel/schema-problem.ts';
import { limitConnectionsPerClient } from './connection-limit.ts';
import { lingerAfterRefusal } from './linger.ts';
import { cutSlowRecords } from './slow-records.ts';
import { refuseIllFormedInput } from './well-formed-input.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `requireCaller`; null on routes that need no token. */
    caller: Caller | null;
  }
  interface FastifyInstance {
    /** Every route that has been registered, for those who check that none was forgotten. */
    readonly routeTable: readonly RouteEntry[];
  }
  interface FastifyContextConfig {
    /** A route that answers without a token. */
    public?: boolean;
  }
}

/** Fastify with routes typed by their TypeBox schemas. */
export type HttpServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export interface RouteEntry {
  readonly method: string;
  /** The pattern, with `:parameters`. */
  readonly url: string;
}

export interface HttpOptions {
  readonly logger: FastifyBaseLogger;
  /** Milliseconds without a byte in either direction after which a connection is cut. */
  readonly idleTimeout: number;
  /** Milliseconds for a body that is no stream of bytes to come whole; two minutes unless given. */
  readonly recordTimeout?: number;
  /** Connections at a time; each can hold a stream's buffers. Without bound unless given. */
  readonly maxConnections?: number;
  /** Of these, connections of one client. Without bound unless given. */
  readonly maxConnectionsPerClient?: number;
  /** Addresses or networks whose `X-Forwarded-…` headers are believed. */
  readonly trustedProxies?: readonly string[];
}

/** JSON bodies are records and patches, never images. */
const JSON_BODY_LIMIT = 2 * 2 ** 20;
/** Such a body has come by then over a line of 150 kbit/s. */
const RECORD_TIMEOUT = 120_000;

/**
 * The HTTP server without routes. Request ids, one log line per request, and bodies that reach their handler as what
 * they are: JSON parsed, `application/octet-stream` as the raw stream, so that an image is never held.
 */
export function createHttpServer(options: HttpOptions): HttpServer {
  const app: HttpServer = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: () => `req-${randomUUID()}`,
    requestIdHeader: false,
    bodyLimit: JSON_BODY_LIMIT,
    // Screens are shown by websockets. Whoever offers another protocol, as Java's and curl's clients do, gets this one.
    http: { shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket' },
    // An upload may take hours; what counts is that bytes move (`idleTimeout`).
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    // Those that stay until they have been answered are answered by `refuseWhileStopping`, in the words of their API.
    return503OnClosing: false,
    // What the router cannot read never reaches a route, but is answered like what belongs to none.
    frameworkErrors: (error, request, reply) => {
      reply.header('x-openstack-request-id', request.id);
      app.errorHandler(error, request, reply);
    },
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    // Names may stand where ids belong, and tags in paths: 255 characters, each up to 12 when it is percent-encoded.
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true, maxParamLength: 255 * 12 },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.server.timeout = options.idleTimeout;
  if (options.maxConnections !== undefined) app.server.maxConnections = options.maxConnections;
  if (options.maxConnectionsPerClient !== undefined) {
    limitConnectionsPerClient(app.server, options.maxConnectionsPerClient, options.trustedProxies ?? []);
  }
  app.setValidatorCompiler(validatorAtFirstUse);
  app.setSchemaErrorFormatter((errors, part) => {
    // They come from TypeBox.
    const { path, what } = schemaProblem(errors as unknown as readonly TValidationError[]);
    const place = part + path;
    return new IngotError('invalid', `Wrong in the request: ${place} ${what}.`);
  });
  // Schemas describe answers for the documentation; images carry free keys that a compiled serializer would drop.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.decorateRequest('caller', null);
  keepRouteTable(app);
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => {
    done(null, payload);
  });
  takeEmptyJson(app);
  continueOnlyAfterAuthentication(app);
  app.addHook('preParsing', cutSlowRecords(options.recordTimeout ?? RECORD_TIMEOUT));
  app.addHook('onResponse', lingerAfterRefusal);
  app.addHook('preValidation', refuseIllFormedInput);
  // Most requests name the same one.
  let lastHost = '';
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-openstack-request-id', request.id);
    const { host } = request;
    if (host === lastHost || isHost(host)) {
      lastHost = host;
      done();
    } else void reply.code(400).type('text/plain').send('The Host header names no host.\n');
  });
  refuseWhileStopping(app);
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(requestLine(request, reply.statusCode, reply.elapsedTime), 'request');
    done();
  });
  return app;
}

/** What comes over a connection that is still busy is not begun any more; the answer closes it. */
function refuseWhileStopping(app: HttpServer): void {
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  app.addHook('onRequest', (_request, _reply, done) => {
    if (!isStopping) done();
    else done(new IngotError('unavailable', 'The service is stopping; ask again in a moment.', { retryAfter: 5 }));
  });
}

/**
 * Clients send `Content-Type: application/json` with requests that have no body, which is then none. JSON that would
 * change an object's prototype is refused.
 */
function takeEmptyJson(app: HttpServer): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text.length === 0) done(null);
    else void parse(request, String(text), done);
  });
}

/** There are some 360 schemas of what routes are asked; a start needs none of them. */
const validatorAtFirstUse: typeof TypeBoxValidatorCompiler = (route) => {
  let validate: ReturnType<typeof TypeBoxValidatorCompiler> | null = null;
  return (value) => {
    validate ??= TypeBoxValidatorCompiler(route);
    return validate(value);
  };
};

/** Links are made of it, so what is none is refused (RFC 9112 §3.2). Clients of HTTP/1.0 may leave it out. */
function isHost(text: string): boolean {
  return text === '' || (/^[\w.:[\]~-]+$/.test(text) && URL.canParse(`http://${text}`));
}

function keepRouteTable(app: HttpServer): void {
  const table: RouteEntry[] = [];
  app.decorate('routeTable', table);
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) table.push({ method: one, url });
  });
}

function requestLine(request: FastifyRequest, status: number, milliseconds: number): object {
  return {
    method: request.method,
    path: request.url,
    status,
    ms: Math.round(milliseconds * 10) / 10,
    remote: request.ip,
    user_id: request.caller?.userId,
    project_id: request.caller?.projectId,
  };
}

/**
 * A client that asks first (`Expect: 100-continue`, curl for bodies over 1 MiB) sends no byte of its image when the
 * token is bad: Node would answer "continue" before any hook runs, so the answer is given here, after `onRequest`.
 */
function continueOnlyAfterAuthentication(app: HttpServer): void {
  app.server.on('checkContinue', (request, response) => {
    app.server.emit('request', request, response);
  });
  app.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.headers.expect?.toLowerCase() === '100-continue') reply.raw.writeContinue();
    done();
  });
}
