import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HttpServer } from '../http-server.ts';

/** What the chunk store holds. */
export interface StoreUsage {
  readonly packs: number;
  readonly storedBytes: number;
  readonly chunks: number;
}

/**
 * `GET /metrics` in the Prometheus text format: requests by route pattern (never by URL: ids would make a series each),
 * body bytes, the store, and Node's own figures.
 */
export function metrics(app: HttpServer, storeUsage: () => Promise<StoreUsage>): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'ingot_http_request_duration_seconds',
    help: 'Time from the request line to the last byte of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
    registers: [registry],
  });
  const received = new Counter({
    name: 'ingot_http_received_bytes_total',
    help: 'Bytes of request bodies that were announced and came in whole',
    labelNames: ['route'],
    registers: [registry],
  });
  storeGauges(registry, storeUsage);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unmatched';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > 0 && request.raw.complete) received.inc({ route }, length);
  });
  app.get(
    '/metrics',
    { config: { public: true }, schema: { tags: ['operations'], summary: 'Figures for Prometheus' } },
    async (_request, reply) => {
      reply.type(registry.contentType);
      return await registry.metrics();
    },
  );
}

function storeGauges(registry: Registry, storeUsage: () => Promise<StoreUsage>): void {
  const gauges = {
    packs: new Gauge({ name: 'ingot_store_packs', help: 'Packs in the store', registers: [registry] }),
    chunks: new Gauge({ name: 'ingot_store_chunks', help: 'Distinct chunks in the store', registers: [registry] }),
    storedBytes: new Gauge({
      name: 'ingot_store_bytes',
      help: 'Bytes that the packs take',
      registers: [registry],
      // The last gauge to be collected asks once for all three.
      collect: async () => {
        const usage = await storeUsage();
        gauges.packs.set(usage.packs);
        gauges.chunks.set(usage.chunks);
        gauges.storedBytes.set(usage.storedBytes);
      },
    }),
  };
}
