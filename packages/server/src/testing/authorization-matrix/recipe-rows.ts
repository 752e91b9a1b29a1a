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
};

async function recipe(world: Preparation): Promise<{ id: string }> {
  const { id } = (await world.asMember('POST', '/api/v1/recipes', { name: world.unique(), document: DOCUMENT })) as {
    id: string;
  };
  return { id };
}
