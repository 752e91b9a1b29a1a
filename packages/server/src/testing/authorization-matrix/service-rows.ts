import type { MatrixRow, Preparation } from './matrix-row.ts';

/** Whoever can connect, with or without a token. */
const PUBLIC = '200 200 200 200 200 200 200 200';
const ADMINISTRATORS = '401 401 403 403 403 403 403 200';
const VERSIONS = '300 300 300 300 300 300 300 300';

/** An instruction for a part. */
const ONE_CHUNK_OF_ZEROS = '\u0001\0\0\0\u0001\0\0\0\0\0\0\0';

/** What is not of one domain: versions, health, Ingot's own API. */
export const SERVICE_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /': { row: VERSIONS },
  // Versions of the Image API that are gone: whatever is asked, the answer is which there are.
  ...Object.fromEntries(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method): [string, MatrixRow] => [
      `${method} /v1`,
      { row: VERSIONS },
    ]),
  ),
  'GET /versions': { row: PUBLIC },
  'GET /healthcheck': { row: PUBLIC },
  'GET /metrics': { row: PUBLIC },
  // As `npm run console` has built it: the program is everybody's, what it shows is not.
  'GET /console': { row: PUBLIC },
  'GET /console/*': { row: PUBLIC },
  'GET /api/v1/openapi.json': { row: PUBLIC },
  'GET /api/v1/version': { row: PUBLIC },

  'GET /api/v1/image-actions': { row: PUBLIC },
  // Members see who did what in their project.
  'GET /api/v1/audit': { row: '401 401 403 200 200 200 200 200' },
  'GET /api/v1/operations': { row: '401 401 200 200 200 200 200 200' },
  'GET /api/v1/operations/:id': { row: '401 401 404 404 404 404 404 200', prepare: idleStore },
  // It is over.
  'POST /api/v1/operations/:id/cancel': { row: '401 401 404 404 404 404 404 409', prepare: idleStore },
  'POST /api/v1/operations/:id/retry': { row: '401 401 404 404 404 404 404 409', prepare: idleStore },
  'GET /api/v1/images': { row: '401 401 200 200 200 200 200 200' },
  'GET /api/v1/limits': { row: '401 401 200 200 200 200 200 200' },
  'GET /api/v1/trash/images': { row: '401 401 200 200 200 200 200 200' },
  // A deleted image is its owner's alone, whoever it was shared with.
  // As downloading the source does.
  'POST /api/v1/images': {
    row: '401 401 403 201 404 201 201 201',
    prepare: async (world) => ({ image: await world.prepareImage('active') }),
    json: { source: { image: '${image}' } },
  },
  'POST /api/v1/images/:id/restore': { row: '401 401 403 200 404 404 404 200', on: 'deleted' },
  'DELETE /api/v1/trash/images/:id': { row: '401 401 403 204 404 404 404 204', on: 'deleted' },
  // A push is the business of those who may change the image.
  'POST /api/v1/images/:id/push': { row: '401 401 403 200 404 403 403 200', on: 'queued', json: { size: 5 } },
  'GET /api/v1/images/:id/push': { row: '401 401 403 200 404 403 403 200', on: 'pushed' },
  'PUT /api/v1/images/:id/push/parts/:start': {
    row: '401 401 403 204 404 403 403 204',
    on: 'pushed',
    headers: { 'content-type': 'application/octet-stream' },
    text: ONE_CHUNK_OF_ZEROS,
    prepare: async () => ({ start: '0' }),
  },
  'POST /api/v1/images/:id/push/finish': { row: '401 401 403 409 404 403 403 409', on: 'pushed', json: {} },
  'DELETE /api/v1/images/:id/push': { row: '401 401 403 204 404 403 403 204', on: 'pushed' },
  // Chunks are data: who may download has them.
  'GET /api/v1/images/:id/tree': { row: '401 401 403 200 404 200 200 200', on: 'active' },
  'GET /api/v1/images/:id/tree/ids': {
    row: '401 401 403 200 404 200 200 200',
    on: 'active',
    query: '?first=0&count=1',
  },
  'POST /api/v1/images/:id/tree/chunks': {
    row: '401 401 403 200 404 200 200 200',
    on: 'active',
    json: { runs: [{ first: 0, count: 1 }] },
  },
  // A file of the disk is data as well.
  'GET /api/v1/images/:id/export': { row: '401 401 403 200 404 200 200 200', on: 'active', query: '?format=qcow2' },
  'GET /api/v1/images/:id/export/sha256': {
    row: '401 401 403 409 404 409 409 409',
    on: 'active',
    query: '?format=vhd',
  },
  'POST /api/v1/images/:id/exports': {
    row: '401 401 403 202 404 202 202 202',
    on: 'active',
    json: { format: 'vhdx' },
  },
  'GET /api/v1/images/:id/exports': { row: '401 401 403 200 404 200 200 200', on: 'active' },
  'GET /api/v1/images/:id/exports/:format': { row: '401 401 403 200 404 200 200 200', prepare: exportedImage },
  // Others of whom it was not wanted do not take it away from its owner.
  'DELETE /api/v1/images/:id/exports/:format': { row: '401 401 403 204 404 403 403 204', prepare: exportedImage },
  // The store belongs to all projects together.
  'POST /api/v1/store/runs': {
    row: '401 401 403 403 403 403 403 202',
    json: { kind: 'collection' },
    prepare: idleStore,
  },
  'GET /api/v1/store/runs': { row: ADMINISTRATORS },
  'GET /api/v1/store': { row: ADMINISTRATORS },
  // What it takes tells what its owner stores.
  'GET /api/v1/images/:id/storage': { row: '401 401 200 200 404 403 403 200', on: 'active' },
  'GET /api/v1/projects/:id/storage': { row: '401 401 200 200 404 404 404 200', prepare: homeProject },
  'GET /api/v1/projects/:id/quotas': { row: '401 401 200 200 404 404 404 200', prepare: homeProject },
  'PUT /api/v1/projects/:id/quotas': {
    row: '401 401 403 403 404 404 404 200',
    prepare: homeProject,
    json: { optimizedImages: 5 },
  },
  'GET /api/v1/projects/:id/storage/families': { row: '401 401 200 200 404 404 404 200', prepare: homeProject },
  'GET /api/v1/store/integrity': { row: ADMINISTRATORS },
  'GET /api/v1/store/findings': { row: ADMINISTRATORS },
  'GET /api/v1/store/quarantine': { row: ADMINISTRATORS },
  'GET /api/v1/store/damaged-images': { row: ADMINISTRATORS },
  'GET /api/v1/store/damaged-disks': { row: ADMINISTRATORS },
  'GET /api/v1/store/runs/:id': { row: ADMINISTRATORS, prepare: idleStore },
  'POST /api/v1/store/runs/:id/cancel': { row: '401 401 403 403 403 403 403 202', prepare: idleStore },
};

/** An image of which its owner has asked for a file. */
async function exportedImage(world: Preparation): Promise<{ id: string; format: string }> {
  const id = await world.prepareImage('active');
  await world.asMember('POST', `/api/v1/images/${id}/exports`, { format: 'vhd' });
  return { id, format: 'vhd' };
}

async function homeProject({ home }: Preparation): Promise<{ id: string }> {
  return { id: home };
}

/** The service collects when it starts: waits for the end of that. @returns the id of the last run. */
async function idleStore(world: Preparation): Promise<{ id: string }> {
  for (;;) {
    const { runs } = (await world.asAdmin('GET', '/api/v1/store/runs')) as {
      runs: { id: string; finishedAt: string | null }[];
    };
    const [last] = runs;
    if (last && runs.every(({ finishedAt }) => finishedAt !== null)) return { id: last.id };
  }
}
