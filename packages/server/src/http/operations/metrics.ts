import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { StoreHealth } from '../../storage/index.ts';
import type { HttpServer } from '../http-server.ts';

/** What the chunk store holds. */
export interface StoreUsage {
  readonly packs: number;
  readonly storedBytes: number;
  readonly chunks: number;
  readonly liveBytes: number;
  readonly plainBytes: number;
}

/** What contents take, as the last measurement found it. Bytes. */
export interface StoreAccount {
  readonly logical: number;
  readonly plain: number;
  readonly stored: number;
  /** Milliseconds since the epoch. */
  readonly measuredAt: number;
}

/** What maintenance of the store has done in this process. */
export interface StoreTotals {
  readonly freedBytes: number;
  readonly rewrittenPacks: number;
  /** Processor time of checking and compressing, in milliseconds. */
  readonly cpu: number;
}

/** Layers of this host that are files. */
export interface LayerUsage {
  readonly layers: number;
  /** On disk. */
  readonly bytes: number;
}

/** Where the figures of the store come from. */
export interface StoreFigures {
  readonly usage: () => Promise<StoreUsage>;
  readonly health: () => Promise<StoreHealth>;
  /** Null before the first measurement. */
  readonly account: () => Promise<StoreAccount | null>;
  readonly totals: StoreTotals;
  readonly layers: () => Promise<LayerUsage>;
}

/** Counting the store takes longer the larger it is, and anybody may ask; its figures may be this many milliseconds old. */
const USAGE_LIFETIME = 60_000;

/**
 * `GET /metrics` in the Prometheus text format: requests by route pattern (never by URL: ids would make a series each),
 * body bytes, the store, and Node's own figures.
 */
export function metrics(app: HttpServer, store: StoreFigures): void {
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
  storeGauges(registry, store);
  storeCounters(registry, store.totals);
  accountGauges(registry, store.account);
  layerGauges(registry, store.layers);
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const length = Number(request.headers['content-length'] ?? 0);
    if (length > 0 && request.raw.complete) received.inc({ route }, length);
    done();
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

function storeCounters(registry: Registry, totals: StoreTotals): void {
  const counter = (name: string, help: string, value: () => number): Counter =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  counter('ingot_store_freed_bytes_total', 'Bytes of packs that maintenance has freed', () => totals.freedBytes);
  counter('ingot_store_rewritten_packs_total', 'Packs that were rewritten', () => totals.rewrittenPacks);
  const seconds = 'Processor time of checking and compressing what was rewritten';
  counter('ingot_store_compaction_cpu_seconds_total', seconds, () => totals.cpu / 1000);
}

function storeGauges(registry: Registry, store: StoreFigures): void {
  const figures = remembered(async () => ({ ...(await store.usage()), ...(await store.health()) }));
  const gauge = (name: string, help: string, key: keyof (StoreUsage & StoreHealth)): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await figures())[key]);
      },
    });
  gauge('ingot_store_packs', 'Packs in the store', 'packs');
  gauge('ingot_store_chunks', 'Distinct chunks in the store', 'chunks');
  gauge('ingot_store_bytes', 'Bytes that the packs take', 'storedBytes');
  gauge('ingot_store_live_bytes', 'Bytes of the chunks that are served, as they are stored', 'liveBytes');
  gauge('ingot_store_plain_bytes', 'Bytes of the same chunks before compression', 'plainBytes');
  gauge('ingot_store_quarantined_chunks', 'Chunks that are damaged and out of service', 'quarantinedChunks');
  gauge('ingot_store_findings', 'Things wrong with packs, as the last scrub found them', 'findings');
  gauge('ingot_store_damaged_images', 'Images that need something damaged', 'damagedImages');
  gauge('ingot_store_damaged_disks', 'Volumes and snapshots that need something damaged', 'damagedDisks');
}

function accountGauges(registry: Registry, account: StoreFigures['account']): void {
  const remembering = remembered(account);
  const gauge = (name: string, help: string, figure: (found: StoreAccount) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const found = await remembering();
        this.set(found ? figure(found) : Number.NaN);
      },
    });
  gauge('ingot_contents_logical_bytes', 'Sizes of all images and snapshots together', ({ logical }) => logical);
  gauge(
    'ingot_contents_distinct_bytes',
    'Distinct chunks of all that is needed, before compression',
    ({ plain }) => plain,
  );
  gauge('ingot_contents_stored_bytes', 'Their distinct chunks, as they are stored', ({ stored }) => stored);
  gauge('ingot_contents_measured_timestamp_seconds', 'When that was measured', ({ measuredAt }) => measuredAt / 1000);
}

function layerGauges(registry: Registry, usage: StoreFigures['layers']): void {
  const remembering = remembered(usage);
  const gauge = (name: string, help: string, key: keyof LayerUsage): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await remembering())[key]);
      },
    });
  gauge('ingot_layers', 'Trees that are files on this host, for volumes to stand on', 'layers');
  gauge('ingot_layer_bytes', 'Bytes that these files take', 'bytes');
}

/** One count for all who ask within its lifetime. */
function remembered<Figures>(count: () => Promise<Figures>): () => Promise<Figures> {
  let counted: Promise<Figures> | null = null;
  let until = 0;
  return () => {
    if (counted === null || Date.now() >= until) {
      counted = count();
      until = Date.now() + USAGE_LIFETIME;
      // A failure is told to those who wait for this count, and the next one counts anew.
      counted.catch(() => {
        until = 0;
      });
    }
    return counted;
  };
}
