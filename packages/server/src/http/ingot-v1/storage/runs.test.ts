import assert from 'node:assert/strict';
import { it } from 'node:test';
import { serve } from './testing/storage-server.ts';

it('starts a collection, shows how it has gone, and lists it', async (context) => {
  const { world, ask } = await serve(context);
  await world.putAway('dropped');
  const started = await ask('POST', '/store/runs', { kind: 'collection' });
  assert.equal(started.status, 202);
  const { id } = started.body as { id: string };
  const { id: parsed } = (await world.runs.runList({ limit: 1 }))[0] ?? assert.fail();
  assert.equal(id, parsed);
  await world.ended(parsed);
  const shown = await ask('GET', `/store/runs/${id}`);
  const run = shown.body as {
    status: string;
    kind: string;
    figures: { swept: { chunks: number } };
    finishedAt: string;
  };
  assert.deepEqual([shown.status, run.status, run.kind, run.figures.swept.chunks], [200, 'succeeded', 'collection', 2]);
  assert.match(run.finishedAt, /^20\d\d-.*Z$/);
  assert.deepEqual((await ask('GET', '/store/runs?kind=collection&limit=1')).body, { runs: [run], nextMarker: null });
  assert.deepEqual((await ask('POST', `/store/runs/${id}/cancel`)).body, run);
});

it('refuses what makes no sense', async (context) => {
  const { ask } = await serve(context);
  for (const [method, path, body, status] of [
    ['POST', '/store/runs', { kind: 'nonsense' }, 400],
    ['POST', '/store/runs', {}, 400],
    ['GET', '/store/runs?kind=nonsense', undefined, 400],
    ['GET', '/store/runs?limit=0', undefined, 400],
    ['GET', '/store/runs?marker=x', undefined, 400],
    ['GET', '/store/runs/x', undefined, 404],
    ['POST', '/store/runs/x/cancel', undefined, 404],
  ] as const) {
    const answer = await ask(method, path, body);
    assert.equal(answer.status, status, path);
    assert.match((answer.body as { error: { message: string } }).error.message, /\w.*\.$/);
  }
});
