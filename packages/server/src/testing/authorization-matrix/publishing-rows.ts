import { machine, machineToConsume } from './machine-rows.ts';
import type { MatrixRow, Preparation } from './matrix-row.ts';

/** Anybody with a token. */
const ALL = '401 401 200 200 200 200 200 200';
/** Pools belong to the installation. */
const ADMINISTRATORS = '401 401 403 403 403 403 403 200';
/** The image is shared: who is offered it sees the desktop image that it is. */
const SEEN = '401 401 200 200 404 200 200 200';
/** As changing the image. */
const CHANGED = '401 401 403 200 404 403 403 200';
const ACCEPTED = '401 401 403 202 404 403 403 202';
const GONE = '401 401 403 204 404 403 403 204';

const pool = shared(newPool);
const desktopImage = shared(newDesktopImage);

/** Machines are their project's alone. */
const PUBLISHED: Omit<MatrixRow, 'prepare'> = {
  row: '401 401 403 202 404 404 404 202',
  json: { name: 'desktop', imageType: 'vdi', poolId: '${pool}', profile: null },
};

/** Image pools, desktop images and publications. */
export const PUBLISHING_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/image-pools': { row: ALL },
  'POST /api/v1/image-pools': {
    row: '401 401 403 403 403 403 403 201',
    prepare: async (world) => ({ name: world.unique(), directory: await world.newDirectory() }),
    json: { name: '${name}', place: { kind: 'directory', path: '${directory}' } },
  },
  'GET /api/v1/image-pools/:id': { row: ALL, prepare: pool },
  'PATCH /api/v1/image-pools/:id': { row: ADMINISTRATORS, prepare: pool, json: { description: 'new' } },
  'POST /api/v1/image-pools/:id/check': { row: ADMINISTRATORS, prepare: pool },
  'DELETE /api/v1/image-pools/:id': { row: '401 401 403 403 403 403 403 204', prepare: newPool },
  'GET /api/v1/desktop-image-rules': { row: ALL },
  'GET /api/v1/desktop-images': { row: ALL },
  'POST /api/v1/desktop-images': {
    row: ACCEPTED,
    prepare: async (world) => ({ image: await world.prepareImage('active'), pool: (await pool(world)).id }),
    json: { imageId: '${image}', imageType: 'vdi', poolId: '${pool}', profile: null },
  },
  'GET /api/v1/desktop-images/:id': { row: SEEN, prepare: desktopImage },
  'PATCH /api/v1/desktop-images/:id': { row: CHANGED, prepare: desktopImage, json: { name: 'new' } },
  'DELETE /api/v1/desktop-images/:id': { row: GONE, prepare: untilGone(newDesktopImage, ({ id }) => `/${id}/file`) },
  // A file is data: who may download has it.
  'GET /api/v1/desktop-images/:id/file': { row: '401 401 403 200 404 200 200 200', prepare: desktopImage },
  'POST /api/v1/desktop-images/:id/artefacts': {
    row: ACCEPTED,
    prepare: async (world) => ({ ...(await desktopImage(world)), pool: (await newPool(world)).id }),
    json: { poolId: '${pool}' },
  },
  'DELETE /api/v1/desktop-images/:id/artefacts/:pool': {
    row: GONE,
    prepare: untilGone(newArtefact, ({ id, pool: place }) => `/${id}/file?pool=${place}`),
  },
  'GET /api/v1/publications': { row: ALL },
  'GET /api/v1/publications/:id': {
    row: '401 401 200 200 404 404 404 200',
    prepare: async (world) => ({ id: (await desktopImage(world)).publication }),
  },
  // It is over.
  'POST /api/v1/publications/:id/cancel': {
    row: '401 401 403 409 404 404 404 409',
    prepare: async (world) => ({ id: (await desktopImage(world)).publication }),
  },
  'POST /api/v1/machines/:id/clone': {
    ...PUBLISHED,
    prepare: async (world) => ({ ...(await machine(world)), pool: (await pool(world)).id }),
  },
  'POST /api/v1/machines/:id/convert': {
    ...PUBLISHED,
    prepare: async (world) => ({ ...(await machineToConsume(world)), pool: (await pool(world)).id }),
  },
};

type Values = Readonly<Record<string, string>>;

/** For rows that leave the thing as it is, or do not mind: one of the world. */
function shared<Made extends Values>(
  make: (world: Preparation) => Promise<Made>,
): (world: Preparation) => Promise<Made> {
  const made = new WeakMap<Preparation, Promise<Made>>();
  return (world) => {
    const there = made.get(world) ?? make(world);
    made.set(world, there);
    return there;
  };
}

/** For rows that take the thing away from some: another one when it has gone. @param file where it is while it is there. */
function untilGone<Made extends Values>(
  make: (world: Preparation) => Promise<Made>,
  file: (made: Made) => string,
): (world: Preparation) => Promise<Made> {
  const made = new WeakMap<Preparation, Made>();
  return async (world) => {
    const last = made.get(world);
    const isThere =
      last !== undefined &&
      (await world.asMember('HEAD', `/api/v1/desktop-images${file(last)}`).then(
        () => true,
        () => false,
      ));
    if (isThere) return last;
    const next = await make(world);
    made.set(world, next);
    return next;
  };
}

async function newPool(world: Preparation): Promise<{ id: string }> {
  const place = { kind: 'directory', path: await world.newDirectory() };
  const { id } = (await world.asAdmin('POST', '/api/v1/image-pools', { name: world.unique(), place })) as {
    id: string;
  };
  return { id };
}

/** A desktop image of the project `home`, which is shared as the images of `prepareImage` are. */
async function newDesktopImage(world: Preparation): Promise<{ id: string; publication: string }> {
  const id = await world.prepareImage('active');
  const body = { imageId: id, imageType: 'vdi', poolId: (await pool(world)).id, profile: null };
  const { id: made } = (await world.asMember('POST', '/api/v1/desktop-images', body)) as { id: string };
  await published(world, made);
  return { id, publication: made };
}

async function newArtefact(world: Preparation): Promise<{ id: string; pool: string }> {
  const { id } = await desktopImage(world);
  const { id: poolId } = await newPool(world);
  const path = `/api/v1/desktop-images/${id}/artefacts`;
  const { id: made } = (await world.asMember('POST', path, { poolId })) as { id: string };
  await published(world, made);
  return { id, pool: poolId };
}

/** Publications go on in the background: asks until this one is over. */
async function published(world: Preparation, id: string): Promise<void> {
  for (;;) {
    const { status, failure } = (await world.asMember('GET', `/api/v1/publications/${id}`)) as Record<string, string>;
    if (status === 'done') return;
    if (status !== 'running' && status !== 'finishing') throw new Error(`the publication is ${status}: ${failure}`);
  }
}
