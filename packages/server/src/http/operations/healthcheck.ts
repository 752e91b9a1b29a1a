import type { HttpServer } from '../http-server.ts';

/** One thing that has to work for the service to serve. Rejects, with the reason, when it does not. */
export interface HealthProbe {
  readonly name: string;
  check(): Promise<void>;
}

/**
 * `GET /healthcheck`: 200 `OK` when every probe answers, 503 with the names of those that do not. For load balancers,
 * so it takes no token and tells no detail.
 */
export function healthcheck(app: HttpServer, probes: readonly HealthProbe[]): void {
  app.get(
    '/healthcheck',
    { config: { public: true }, schema: { tags: ['operations'], summary: 'Whether the service serves' } },
    async (request, reply) => {
      const failed: string[] = [];
      for (const probe of probes) {
        try {
          await probe.check();
        } catch (error) {
          request.log.error({ err: error, probe: probe.name }, 'health probe failed');
          failed.push(probe.name);
        }
      }
      reply.type('text/plain');
      return failed.length === 0 ? 'OK' : reply.code(503).send(`UNAVAILABLE: ${failed.join(', ')}`);
    },
  );
}
