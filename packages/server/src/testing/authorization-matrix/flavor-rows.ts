import type { MatrixRow, Preparation } from './matrix-row.ts';

const ALL = '401 401 200 200 200 200 200 200';
/** The project's own, and administrators: nobody else knows that the thing is there. */
const SEEN = '401 401 200 200 404 404 404 200';
const ENDPOINT = { diskBytes: 2 ** 40, imageBytes: 2 ** 30 };

/** Profiles of hardware. */
export const FLAVOR_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/flavors': { row: ALL },
  // Every project makes its own.
  'POST /api/v1/flavors': {
    row: '401 401 403 201 201 201 201 201',
    prepare: async (world) => ({ name: world.unique() }),
    json: { name: '${name}', vcpus: 1, memoryMib: 512 },
  },
  'GET /api/v1/flavors/:id': { row: SEEN, prepare: flavor },
  'PATCH /api/v1/flavors/:id': { row: '401 401 403 200 404 404 404 200', prepare: flavor, json: { vcpus: 2 } },
  'DELETE /api/v1/flavors/:id': { row: '401 401 403 204 404 404 404 204', prepare: flavor },
  'POST /api/v1/flavors/:id/fit': { row: SEEN, prepare: flavor, json: ENDPOINT },
};

async function flavor(world: Preparation): Promise<{ id: string }> {
  const body = { name: world.unique(), vcpus: 1, memoryMib: 512 };
  const { id } = (await world.asMember('POST', '/api/v1/flavors', body)) as { id: string };
  return { id };
}
