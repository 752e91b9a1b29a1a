import assert from 'node:assert/strict';
import { it } from 'node:test';
import { newImageId } from '../../../kernel/ids.ts';
import { addImage } from '../../../storage/testing/add-image.ts';
import { callerWith } from '../../../storage/testing/storage-world.ts';
import { serve } from './testing/storage-server.ts';

type Figures = Readonly<Record<string, number>>;

it('shows what images, families, projects and the store take, before and after they are measured', async (context) => {
  const { world, ask } = await serve(context);
  const by = callerWith('member');
  const images = [];
  for (const family of ['b', 'a']) images.push(await addImage(world, [1, 0], { by, family }));
  const [image] = images;
  assert.ok(image);

  const path = `/images/${image.id}/storage`;
  const size = 2 * 256 * 1024;
  const unknown = { storedBytes: null, uniqueBytes: null, sharedBytes: null, measuredAt: null };
  const across = { addedBytes: image.newBytes, uniqueBytes: null, sharedBytes: null };
  const fresh = { status: 200, body: { logicalBytes: size, ...unknown, acrossProjects: across } };
  assert.deepEqual(await ask('GET', path), fresh);
  const empty = (await ask('GET', '/store')).body as Figures;
  assert.deepEqual([empty['packs'], empty['contents'], empty['dedupRatio']], [1, null, null]);

  const { body: run } = await ask('POST', '/store/runs', { kind: 'accounting' });
  const [started] = await world.runs.runList({ limit: 1 });
  assert.equal((run as { id: string }).id, started?.id);
  await world.ended(started?.id ?? assert.fail());

  const shown = (await ask('GET', path)).body as Figures & { readonly acrossProjects: Figures; measuredAt: string };
  const { storedBytes = 0, uniqueBytes, sharedBytes, measuredAt } = shown;
  assert.deepEqual([storedBytes, uniqueBytes, sharedBytes], [image.newBytes, 0, image.newBytes]);
  assert.match(measuredAt, /^20\d\d-.*Z$/);

  const project = `/projects/${image.ownerId}/storage`;
  const { status, body } = await ask('GET', project);
  assert.equal(status, 200);
  assert.deepEqual(body, {
    logicalBytes: 2 * size,
    trashLogicalBytes: 0,
    snapshotLogicalBytes: 0,
    storedBytes,
    disksStoredBytes: 0,
    measuredAt,
    acrossProjects: { uniqueBytes: storedBytes, sharedBytes: 0 },
  });

  const names: unknown[] = [];
  for (let marker: string | null = null; ;) {
    const query: string = marker === null ? '' : `&marker=${marker}`;
    const page = (await ask('GET', `${project}/families?limit=1${query}`)).body as {
      families: { family: string; storedBytes: number }[];
      nextMarker: string | null;
    };
    names.push(...page.families.map(({ family }) => family));
    marker = page.nextMarker;
    if (marker === null) break;
  }
  assert.deepEqual(names, ['a', 'b']);

  const total = (await ask('GET', '/store')).body as Figures;
  assert.deepEqual([total['contents'], total['logicalBytes'], total['storedBytes']], [2, 2 * size, storedBytes]);
  assert.ok(Math.abs((total['dedupRatio'] ?? 0) - 4) < 0.01, String(total['dedupRatio']));
  assert.equal(total['compressionRatio'], 1);
});

it('refuses ids that are none, and limits', async (context) => {
  const { ask } = await serve(context);
  for (const [path, status] of [
    [`/images/${newImageId()}/storage`, 404],
    ['/images/x/storage', 404],
    ['/projects/ä/storage', 404],
    ['/projects/p/storage/families?limit=0', 400],
  ] as const) {
    assert.equal((await ask('GET', path)).status, status, path);
  }
});
