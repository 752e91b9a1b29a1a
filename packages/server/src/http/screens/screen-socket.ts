import { connect } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { ConsoleConnection, Consoles } from '../../consoles/index.ts';
import { IngotError } from '../../kernel/errors.ts';
import { baseUrlOf } from '../base-url.ts';
import type { HttpServer } from '../http-server.ts';
import { relayScreen, type RelayLimits } from './relay-screen.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a browser that came with a ticket. */
    screen: ConsoleConnection | null;
  }
}

export interface ScreenSocketOptions {
  readonly consoles: Consoles;
  /** The setting `public-url`. */
  readonly publicUrl: string;
  readonly limits: RelayLimits;
}

/** A browser can send nothing else with a websocket than its address and protocols, and these come into no log. */
const TICKET_PROTOCOL = 'ingot.ticket.';

/** `GET /websocket`: the screen of the machine that the ticket is for. */
export function screenSocketRoute(scope: HttpServer, { consoles, publicUrl, limits }: ScreenSocketOptions): void {
  scope.decorateRequest('screen', null);
  scope.get(
    '/websocket',
    {
      websocket: true,
      config: { public: true },
      // Before the connection is upgraded, so that a refusal is an answer like any other.
      preValidation: async (request) => {
        checkOrigin(request, publicUrl);
        request.screen = await consoles.consoleConnect(ticketOf(request));
      },
    },
    async (browser, request) => {
      const { screen } = request;
      if (screen === null) throw new Error('a screen is shown to those who came with a ticket');
      const who = { machine_id: screen.machineId, user_id: screen.caller.userId, remote: request.ip };
      request.log.info(who, 'screen opened');
      const begun = performance.now();
      const reason = await relayScreen(browser, connect(screen.socket), limits);
      request.log.info({ ...who, reason, ms: Math.round(performance.now() - begun) }, 'screen closed');
    },
  );
}

/**
 * Pages of other origins have no business here; programs that are no browsers name none.
 *
 * @throws IngotError `forbidden`
 */
function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin } = request.headers;
  if (origin === undefined || origin === new URL(baseUrlOf(request, publicUrl)).origin) return;
  throw new IngotError('forbidden', 'A screen is shown to pages of this service only; check the setting public-url.');
}

/** Empty where there is none. */
function ticketOf({ headers }: FastifyRequest): string {
  const protocols = headers['sec-websocket-protocol']?.split(',').map((one) => one.trim()) ?? [];
  return protocols.find((one) => one.startsWith(TICKET_PROTOCOL))?.slice(TICKET_PROTOCOL.length) ?? '';
}
