import type { MatrixRow, Preparation } from './matrix-row.ts';

/** Corrected copies of images. */
export const PREPARATION_ROWS: Readonly<Record<string, MatrixRow>> = {
  // For those who may have the bytes; the copy is their project's.
  'POST /api/v1/images/:id/prepare': { row: '401 401 403 202 404 202 202 202', on: 'active', json: { trial: true } },
  // For the project that asked.
  'GET /api/v1/preparations/:id': { row: '401 401 200 200 404 404 404 200', prepare: preparation },
  'POST /api/v1/preparations/:id/cancel': { row: '401 401 403 202 404 404 404 202', prepare: preparation },
};

async function preparation(world: Preparation): Promise<Readonly<Record<string, string>>> {
  const image = await world.prepareImage('active');
  const made = (await world.asMember('POST', `/api/v1/images/${image}/prepare`, { trial: true })) as { id: string };
  return { id: made.id };
}
