import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FAMILY_ROWS } from './testing/authorization-matrix/family-rows.ts';
import { FLAVOR_ROWS } from './testing/authorization-matrix/flavor-rows.ts';
import { IDENTITY_ROWS } from './testing/authorization-matrix/identity-rows.ts';
import { IMAGE_ROWS, NOT_SERVED_ROWS } from './testing/authorization-matrix/image-rows.ts';
import { COMPUTE_ROWS, endGuests, MACHINE_ROWS } from './testing/authorization-matrix/machine-rows.ts';
import { KEY_PAIR_ROWS } from './testing/authorization-matrix/key-pair-rows.ts';
import type { MatrixRow } from './testing/authorization-matrix/matrix-row.ts';
import { PREPARATION_ROWS } from './testing/authorization-matrix/preparation-rows.ts';
import { INSPECTION_ROWS } from './testing/authorization-matrix/inspection-rows.ts';
import { METADEF_ROWS } from './testing/authorization-matrix/metadef-rows.ts';
import { expectedOf, PERSONAS, type Persona } from './testing/authorization-matrix/personas.ts';
import { RECIPE_ROWS } from './testing/authorization-matrix/recipe-rows.ts';
import { PUBLISHING_ROWS } from './testing/authorization-matrix/publishing-rows.ts';
import { SERVICE_ROWS } from './testing/authorization-matrix/service-rows.ts';
import { DISK_ROWS, VOLUME_ROWS } from './testing/authorization-matrix/volume-rows.ts';
import { SESSION_ROWS } from './testing/authorization-matrix/session-rows.ts';
import { startWorld, type World } from './testing/authorization-matrix/world.ts';

/** Every route there is, and what it answers to whom. */
const MATRIX: ReadonlyMap<string, MatrixRow> = new Map(
  [
    SERVICE_ROWS,
    FAMILY_ROWS,
    FLAVOR_ROWS,
    KEY_PAIR_ROWS,
    MACHINE_ROWS,
    COMPUTE_ROWS,
    IDENTITY_ROWS,
    IMAGE_ROWS,
    NOT_SERVED_ROWS,
    METADEF_ROWS,
    VOLUME_ROWS,
    DISK_ROWS,
    INSPECTION_ROWS,
    SESSION_ROWS,
    PREPARATION_ROWS,
    PUBLISHING_ROWS,
    RECIPE_ROWS,
  ].flatMap((rows) => Object.entries(rows)),
);

let world: World;
before(async () => {
  world = await startWorld();
});
after(async () => {
  try {
    await endGuests(world);
  } finally {
    await world.stop();
  }
});

test('every route has a row, under every prefix, or answers 405', async () => {
  const rowless = world.routes.filter(({ method, url }) => {
    const route = canonical(url);
    return !MATRIX.has(`${method} ${route}`) && !(method === 'HEAD' && MATRIX.has(`GET ${route}`));
  });
  const found: string[] = [];
  for (const { method, url } of rowless) {
    const response = await world.send('admin', method, pathOf(url, { project_id: world.projects.admin }));
    await response.arrayBuffer();
    const allowed = response.headers.get('allow')?.split(', ') ?? [];
    if (response.status !== 405 || allowed.includes(method)) found.push(`${method} ${url}: ${response.status}`);
  }
  assert.deepEqual(found, [], 'routes without a row in the authorization matrix');
});

test('every row is a route', () => {
  const routes = new Set(world.routes.map(({ method, url }) => `${method} ${canonical(url)}`));
  for (const row of MATRIX.keys()) assert.ok(routes.has(row), `there is no route ${row}`);
});

for (const [route, row] of MATRIX) {
  test(route, async () => {
    const expected = expectedOf(row.row);
    const found: Record<string, number> = {};
    for (const persona of PERSONAS) found[persona] = await statusFor(persona, route, row);
    if (row.endsTokens) await world.signInAgain();
    assert.deepEqual(found, expected);
  });
}

async function statusFor(persona: Persona, route: string, row: MatrixRow): Promise<number> {
  const [method = '', url = ''] = route.split(' ');
  const values: Record<string, string> = {
    member_id: world.projects.pending,
    user_id: world.subject,
    project_id: world.home,
    ...(await row.prepare?.(world)),
  };
  if (row.on) values['image_id'] = values['id'] = await world.prepareImage(row.on);
  const headers = new Headers(row.headers);
  const body = row.json === undefined ? row.text : JSON.stringify(row.json);
  if (row.json !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of headers) headers.set(name, filled(value, values));
  const init = body === undefined ? { headers } : { headers, body: filled(body, values) };
  const target = pathOf(url, values) + filled(row.query ?? '', values);
  const response = await world.send(persona, method, target, { ...init, redirect: 'manual' });
  // A stream of events has no end.
  if (response.headers.get('content-type') === 'text/event-stream') await response.body?.cancel();
  else await response.arrayBuffer();
  return response.status;
}

/** One row stands for all prefixes under which an API is served. */
function canonical(url: string): string {
  const path = url
    .replace(/^\/image(?=\/|$)/, '')
    .replace(/^\/volume\/v3\/:project_id(?=\/)/, '/volume/v3')
    .replace(/^\/:version\([^/]*\)(?=\/|$)/, '/v2')
    .replace(/^\/v1(\.\d)?(\/\*)?$/, '/v1');
  return path.length > 1 ? path.replace(/\/$/, '') : '/';
}

/** Parameters that a row does not prepare get a value that names nothing. */
function pathOf(url: string, values: Readonly<Record<string, string>>): string {
  const version = url.replace(/:version\([^/]*\)/, 'v2.7');
  return version.replaceAll(/:([a-z_]+)/g, (_match, name: string) =>
    encodeURIComponent(values[name] ?? (name === 'tag' ? 'tag' : '00000000-0000-4000-8000-000000000000')),
  );
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([a-z_]+)\}/g, (_match, name: string) => values[name] ?? '');
}
