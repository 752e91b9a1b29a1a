import type { MatrixRow, Preparation } from './matrix-row.ts';

/** The family has one image, which is shared: who is offered it sees it. */
const SEEN = '401 401 200 200 404 200 200 200';
/** Who sees an image of it does not see what its project does with it. */
const INSIGHT = '401 401 200 200 404 404 404 200';
const CONTROL = '401 401 403 200 404 404 404 200';
/** Owners and administrators change; who sees the image is told so, who does not is told that there is none. */
const OWNER_CHANGES = '401 401 403 200 404 403 403 200';

/** Families, and what is said of images for them. */
export const FAMILY_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/families': { row: '401 401 200 200 200 200 200 200' },
  'GET /api/v1/families/:name': { row: SEEN, prepare: family, query: '?project=${project}' },
  'GET /api/v1/families/:name/latest': { row: SEEN, prepare: family, query: '?project=${project}' },
  'GET /api/v1/families/:name/history': { row: INSIGHT, prepare: family, query: '?project=${project}' },
  'POST /api/v1/families/:name/promote': {
    row: CONTROL,
    prepare: family,
    query: '?project=${project}',
    json: { imageId: '${image}' },
  },
  'PUT /api/v1/families/:name/pin': {
    row: CONTROL,
    prepare: family,
    query: '?project=${project}',
    json: { imageId: '${image}' },
  },
  'DELETE /api/v1/families/:name/pin': { row: CONTROL, prepare: pinnedFamily, query: '?project=${project}' },
  'POST /api/v1/families/:name/rollback': {
    row: CONTROL,
    prepare: familyOfTwo,
    query: '?project=${project}',
    json: {},
  },
  'GET /api/v1/images/:id/deprecation': { row: SEEN, on: 'active' },
  'PUT /api/v1/images/:id/deprecation': { row: OWNER_CHANGES, on: 'active', json: { deprecatedAt: 'now' } },
  'DELETE /api/v1/images/:id/deprecation': { row: OWNER_CHANGES, on: 'active' },
  'GET /api/v1/images/:id/optimization': { row: SEEN, on: 'active' },
  'PUT /api/v1/images/:id/optimization': { row: OWNER_CHANGES, on: 'active', json: { optimized: false } },
  'GET /api/v1/images/:id/disk-view': { row: SEEN, on: 'active' },
  'POST /api/v1/images/:id/disk-view': { row: '401 401 403 202 404 202 202 202', on: 'active' },
  'GET /api/v1/images/:id/uses': { row: SEEN, on: 'active' },
};

async function family(world: Preparation): Promise<Readonly<Record<string, string>>> {
  const name = `family-of-${world.unique()}`;
  return { name, image: await addTo(world, name), project: world.home };
}

async function familyOfTwo(world: Preparation): Promise<Readonly<Record<string, string>>> {
  const first = await family(world);
  await addTo(world, first['name'] ?? '');
  return first;
}

async function pinnedFamily(world: Preparation): Promise<Readonly<Record<string, string>>> {
  const made = await family(world);
  await world.asAdmin('PUT', `/api/v1/families/${made['name']}/pin?project=${world.home}`, { imageId: made['image'] });
  return made;
}

async function addTo(world: Preparation, name: string): Promise<string> {
  const id = await world.prepareImage('active');
  const headers = { 'content-type': 'application/openstack-images-v2.1-json-patch' };
  await world.asAdmin('PATCH', `/v2/images/${id}`, [{ op: 'add', path: '/family', value: name }], headers);
  return id;
}
