import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'typebox';
import type { Changes } from '../../../changes/index.ts';
import { callerOf, tokenOf, type Authenticator } from '../../authentication.ts';
import type { HttpServer } from '../../http-server.ts';
import { ERROR } from '../errors.ts';

/** Milliseconds between signs of life, well below what proxies and the service itself take for silence. */
const HEARTBEAT = 15_000;
/** Milliseconds after which whoever lost the connection comes back. */
const RETRY = 3000;

const STREAM = {
  description: 'Server-sent events: `changed` with {topic, id}; `missed` when everything has to be looked at again',
  content: { 'text/event-stream': { schema: Type.String() } },
};

/** Live updates for people who look at lists (WHATWG HTML, server-sent events). */
export function eventRoutes(changes: Changes, authenticator: Authenticator): (scope: HttpServer) => void {
  return (scope) => {
    const streams = new Set<ServerResponse>();
    // Otherwise a stop would wait for readers, who wait for it.
    scope.addHook('preClose', (done) => {
      for (const raw of streams) raw.end();
      done();
    });
    scope.get(
      '/events',
      {
        schema: {
          tags: ['ingot'],
          summary: 'Hear of what changes in the project',
          response: { 200: STREAM, '4xx': ERROR },
        },
      },
      async (request, reply) => {
        const gone = new AbortController();
        const notices = changes.watch(callerOf(request), gone.signal);
        reply.hijack();
        const { raw } = reply;
        streams.add(raw);
        raw.once('close', () => {
          streams.delete(raw);
          gone.abort();
        });
        raw.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          connection: 'close',
          'x-accel-buffering': 'no',
        });
        raw.write(`retry: ${RETRY}\n\n`);
        const target = { method: 'GET', path: request.url };
        const alive = async (): Promise<void> => {
          while (!gone.signal.aborted) {
            await sleep(HEARTBEAT, null, { signal: gone.signal });
            // Who has signed out meanwhile, or lost his role, hears no more.
            await authenticator.authenticate(tokenOf(request) ?? '', request.id, target);
            raw.write(': alive\n\n');
          }
        };
        alive().catch(() => raw.end());
        for await (const notice of notices) {
          const written =
            notice.kind === 'missed'
              ? raw.write('event: missed\ndata: {}\n\n')
              : raw.write(
                  `event: changed\ndata: ${JSON.stringify({ topic: notice.change.topic, id: notice.change.id })}\n\n`,
                );
          // A reader who stalls hears of what he missed, not of each thing.
          if (!written && !gone.signal.aborted) await drained(raw, gone.signal);
        }
      },
    );
  };
}

function drained(raw: NodeJS.EventEmitter, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    raw.once('drain', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
