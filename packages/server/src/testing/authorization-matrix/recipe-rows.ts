import { setTimeout } from 'node:timers/promises';
import type { MatrixRow, Preparation } from './matrix-row.ts';

/** Anybody with a token. */
const ALL = '401 401 200 200 200 200 200 200';
/** The project's own, and administrators: nobody else knows that the thing is there. */
const SEEN = '401 401 200 200 404 404 404 200';

const DOCUMENT = 'recipe: 1\nsteps: []\npublish: {name: built}\n';

/** Recipes, and what is run by them. */
export const RECIPE_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/recipes': { row: ALL },
  // Every project has its own.
  'POST /api/v1/recipes': {
    row: '401 401 403 201 201 201 201 201',
    prepare: async (world) => ({ name: world.unique() }),
    json: { name: '${name}', document: DOCUMENT },
  },
  'GET /api/v1/recipes/:id': { row: SEEN, prepare: recipe },
  'PATCH /api/v1/recipes/:id': {
    row: '401 401 403 200 404 404 404 200',
    prepare: recipe,
    json: { document: DOCUMENT },
  },
  'DELETE /api/v1/recipes/:id': { row: '401 401 403 204 404 404 404 204', prepare: recipe },
  'GET /api/v1/recipe-runs': { row: ALL },
  // It names no base: nobody is to wait for guests here.
  'POST /api/v1/recipe-runs': { row: '401 401 403 400 400 400 400 400', json: { document: DOCUMENT } },
  'GET /api/v1/recipe-runs/:id': { row: SEEN, prepare: run },
  'GET /api/v1/recipe-runs/:id/document': { row: SEEN, prepare: run },
  'GET /api/v1/recipe-runs/:id/steps/:step/log': { row: SEEN, prepare: run },
  // It is over.
  'POST /api/v1/recipe-runs/:id/cancel': { row: '401 401 403 409 404 404 404 409', prepare: run },
};

interface Thing {
  readonly id: string;
}

async function recipe(world: Preparation): Promise<{ id: string }> {
  const body = { name: world.unique(), document: DOCUMENT };
  return { id: ((await world.asMember('POST', '/api/v1/recipes', body)) as Thing).id };
}

type Values = { readonly id: string; readonly step: string };
const runs = new WeakMap<Preparation, Promise<Values>>();

/** One that is over, without a guest: one of the world. */
function run(world: Preparation): Promise<Values> {
  const there = runs.get(world) ?? newRun(world);
  runs.set(world, there);
  return there;
}

async function newRun(world: Preparation): Promise<Values> {
  // More memory than there is to be had: no machine is made.
  const flavor = { name: world.unique(), vcpus: 256, memoryMib: 2 ** 22 };
  const { id: named } = (await world.asMember('POST', '/api/v1/flavors', flavor)) as Thing;
  const base = { image: await world.prepareImage('active') };
  const document = JSON.stringify({ recipe: 1, machine: { flavor: named }, steps: [], publish: { name: 'built' } });
  const { id } = (await world.asMember('POST', '/api/v1/recipe-runs', { document, base })) as Thing;
  for (;;) {
    const { status } = (await world.asMember('GET', `/api/v1/recipe-runs/${id}`)) as { status: string };
    if (status === 'failed') return { id, step: '0' };
    await setTimeout(20);
  }
}
