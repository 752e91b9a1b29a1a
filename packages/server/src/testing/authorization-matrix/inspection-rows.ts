import type { MatrixRow, Preparation } from './matrix-row.ts';

/** The image is shared: who is offered it sees it, and what is said of it. */
const SEEN = '401 401 200 200 404 200 200 200';

/** Reports on images, and what projects ask of them. */
export const INSPECTION_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/profiles': { row: '401 401 200 200 200 200 200 200' },
  // For those who may have the bytes.
  'POST /api/v1/images/:id/reports': { row: '401 401 403 202 404 202 202 202', on: 'active', json: {} },
  'POST /api/v1/images/:id/boot-tests': { row: '401 401 403 202 404 202 202 202', on: 'active' },
  'GET /api/v1/images/:id/reports': { row: SEEN, on: 'active' },
  'GET /api/v1/reports/:id': { row: SEEN, prepare: report },
  // Whoever may see the report learns that it has no such attachment.
  'GET /api/v1/reports/:id/attachments/:name': { row: '401 401 404 404 404 404 404 404', prepare: reportWithout },
  'GET /api/v1/reports/:id/page': { row: SEEN, prepare: report },
  // For the project that asked.
  'POST /api/v1/reports/:id/cancel': { row: '401 401 403 202 404 403 403 202', prepare: report },
  // For those who may have the bytes of both.
  'POST /api/v1/images/:id/diffs': {
    row: '401 401 403 202 404 202 202 202',
    on: 'active',
    prepare: other,
    json: { with: '${other}' },
  },
  'GET /api/v1/diffs/:id': { row: SEEN, prepare: diff },
  'POST /api/v1/diffs/:id/cancel': { row: '401 401 403 202 404 403 403 202', prepare: diff },
  'GET /api/v1/projects/:id/image-policy': { row: '401 401 200 200 404 404 404 200', prepare: home },
  'PUT /api/v1/projects/:id/image-policy': {
    row: '401 401 403 403 403 403 403 200',
    prepare: home,
    json: { required: [], checked: [] },
  },
};

async function report(world: Preparation): Promise<Readonly<Record<string, string>>> {
  const image = await world.prepareImage('active');
  const made = (await world.asMember('POST', `/api/v1/images/${image}/reports`, {})) as { id: string };
  return { id: made.id };
}

async function other(world: Preparation): Promise<Readonly<Record<string, string>>> {
  return { other: await world.prepareImage('active') };
}

async function diff(world: Preparation): Promise<Readonly<Record<string, string>>> {
  const [before, after] = [await world.prepareImage('active'), await world.prepareImage('active')];
  const made = (await world.asMember('POST', `/api/v1/images/${before}/diffs`, { with: after })) as { id: string };
  return { id: made.id };
}

async function reportWithout(world: Preparation): Promise<Readonly<Record<string, string>>> {
  return { ...(await report(world)), name: 'serial.log' };
}

async function home(world: Preparation): Promise<Readonly<Record<string, string>>> {
  return { id: world.home };
}
