import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ImageApi } from './image-api.ts';
import { diskUse } from './resources.ts';
import type { Service } from './service.ts';

const MIB = 2 ** 20;
/** What the store may hold beyond the bytes of its images: indices, tree pages, half-empty packs. */
const SLACK = 16 * MIB;
const COLLECTION_MS = 60_000;

/** Has garbage collected until the store takes no more than its images need, and says how much that is. */
export async function collected(service: Service, api: ImageApi): Promise<string> {
  const needed = (await api.list()).reduce((sum, { status, size }) => sum + (status === 'active' ? (size ?? 0) : 0), 0);
  const start = performance.now();
  let used = 0;
  while (performance.now() - start < COLLECTION_MS) {
    // While what died with the service is still being cleared away one collection may be too early.
    await collect(service.base, api.token);
    used = await diskUse(path.join(service.data, 'store'));
    if (used <= needed + SLACK) {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      return `store: ${mib(used)} for ${mib(needed)} of images, after ${seconds} s`;
    }
    await delay(250);
  }
  return assert.fail(`the store keeps ${mib(used)} for ${mib(needed)} of images`);
}

/** One collection, unless one is under way, to its end. */
async function collect(base: string, token: string): Promise<void> {
  const runs = `${base}/api/v1/store/runs`;
  const headers = { 'x-auth-token': token, 'content-type': 'application/json' };
  const started = await fetch(runs, { method: 'POST', headers, body: JSON.stringify({ kind: 'collection' }) });
  assert.ok(started.status === 202 || started.status === 409, await started.text());
  for (let under = true; under;) {
    const { runs: recent } = (await (await fetch(`${runs}?kind=collection&limit=1`, { headers })).json()) as {
      runs: { finishedAt: string | null }[];
    };
    under = recent[0]?.finishedAt === null;
    if (under) await delay(100);
  }
}

function mib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}
