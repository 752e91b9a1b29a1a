import type { MatrixRow, Preparation } from './matrix-row.ts';

/** Anybody with a token. */
const ALL = '401 401 200 200 200 200 200 200';
/** The project's own, and administrators: nobody else knows that the thing is there. */
const SEEN = '401 401 200 200 404 404 404 200';
const CHANGED = '401 401 403 200 404 404 404 200';
const ACCEPTED = '401 401 403 202 404 404 404 202';
const PUBLIC = '200 200 200 200 200 200 200 200';
const ADMINISTRATORS = '401 401 403 403 403 403 403 200';
/** What this installation has not: the same for everybody with a token. */
const ABSENT = '401 401 404 404 404 404 404 404';

const PAIR = { purpose: 'matrix' };

/** Block Storage v3. */
export const VOLUME_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /volume': { row: '300 300 300 300 300 300 300 300' },
  'GET /volume/v3': { row: PUBLIC },
  'GET /volume/v3/volumes': { row: ALL },
  'GET /volume/v3/volumes/detail': { row: ALL },
  'GET /volume/v3/volumes/summary': { row: ALL, headers: { 'openstack-api-version': 'volume 3.12' } },
  'POST /volume/v3/volumes': { row: '401 401 403 202 202 202 202 202', json: { volume: { size: 1 } } },
  'GET /volume/v3/volumes/:volume_id': { row: SEEN, prepare: volume },
  'PUT /volume/v3/volumes/:volume_id': { row: CHANGED, json: { volume: { name: 'new' } }, prepare: volume },
  'DELETE /volume/v3/volumes/:volume_id': { row: ACCEPTED, prepare: newVolume },
  'POST /volume/v3/volumes/:volume_id/action': {
    row: CHANGED,
    json: { 'os-set_bootable': { bootable: true } },
    prepare: volume,
  },
  ...metadataRows('/volume/v3/volumes', volume),
  'GET /volume/v3/snapshots': { row: ALL },
  'GET /volume/v3/snapshots/detail': { row: ALL },
  'POST /volume/v3/snapshots': {
    row: ACCEPTED,
    json: { snapshot: { volume_id: '${volume_id}' } },
    prepare: newVolume,
  },
  'GET /volume/v3/snapshots/:snapshot_id': { row: SEEN, prepare: snapshot },
  'PUT /volume/v3/snapshots/:snapshot_id': { row: CHANGED, json: { snapshot: { name: 'new' } }, prepare: snapshot },
  'DELETE /volume/v3/snapshots/:snapshot_id': { row: ACCEPTED, prepare: newSnapshot },
  'POST /volume/v3/snapshots/:snapshot_id/action': {
    row: ACCEPTED,
    json: { 'os-force_delete': {} },
    prepare: newSnapshot,
  },
  ...metadataRows('/volume/v3/snapshots', snapshot),
  'GET /volume/v3/types': { row: ALL },
  'GET /volume/v3/types/:type_id': { row: ALL, prepare: defaultType },
  'GET /volume/v3/types/:type_id/extra_specs': { row: ALL, prepare: defaultType },
  'GET /volume/v3/limits': { row: ALL },
  'GET /volume/v3/os-quota-sets/:quota_project_id': { row: '401 401 200 200 403 403 403 200', prepare: home },
  'GET /volume/v3/os-quota-sets/:quota_project_id/defaults': { row: ALL, prepare: home },
  'PUT /volume/v3/os-quota-sets/:quota_project_id': {
    row: ADMINISTRATORS,
    json: { quota_set: { volumes: 1000 } },
    prepare: home,
  },
  'DELETE /volume/v3/os-quota-sets/:quota_project_id': { row: ADMINISTRATORS, prepare: home },
  'GET /volume/v3/os-availability-zone': { row: ALL },
  'GET /volume/v3/extensions': { row: ALL },
  ...Object.fromEntries(
    ['backups', 'backups/detail', 'attachments', 'groups', 'messages', 'volume-transfers'].map(
      (collection): [string, MatrixRow] => [`GET /volume/v3/${collection}`, { row: ABSENT }],
    ),
  ),
};

/** The same for volumes and snapshots. */
function metadataRows(collection: string, prepare: typeof volume): Record<string, MatrixRow> {
  const all = `${collection}/:id/metadata`;
  const one = `${all}/:key`;
  const withPair: typeof volume = async (world) => {
    const values = await prepare(world);
    await world.asAdmin('POST', `${collection}/${values['id']}/metadata`, { metadata: PAIR });
    return { ...values, key: 'purpose' };
  };
  return {
    [`GET ${all}`]: { row: SEEN, prepare },
    [`POST ${all}`]: { row: CHANGED, json: { metadata: PAIR }, prepare },
    [`PUT ${all}`]: { row: CHANGED, json: { metadata: PAIR }, prepare },
    [`GET ${one}`]: { row: SEEN, prepare: withPair },
    [`PUT ${one}`]: { row: CHANGED, json: { meta: PAIR }, prepare: withPair },
    [`DELETE ${one}`]: { row: CHANGED, prepare: withPair },
  };
}

type Values = Readonly<Record<string, string>>;

/** What Ingot's own API has of them. */
export const DISK_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/volumes/:id/uses': { row: SEEN, prepare: volume },
  'GET /api/v1/snapshots/:id/uses': { row: SEEN, prepare: snapshot },
  'GET /api/v1/layers': { row: ADMINISTRATORS },
  'GET /api/v1/layers/:root/uses': { row: ADMINISTRATORS, prepare: async () => ({ root: 'a'.repeat(64) }) },
};

/** For rows that leave the thing as it is, or do not mind: one of the world each. */
const volumes = new WeakMap<Preparation, Promise<Values>>();
const snapshots = new WeakMap<Preparation, Promise<Values>>();

async function volume(world: Preparation): Promise<Values> {
  const there = volumes.get(world) ?? newVolume(world);
  volumes.set(world, there);
  return there;
}

async function snapshot(world: Preparation): Promise<Values> {
  const there = snapshots.get(world) ?? newSnapshot(world);
  snapshots.set(world, there);
  return there;
}

async function newVolume(world: Preparation): Promise<Values> {
  const made = (await world.asMember('POST', '/volume/v3/volumes', { volume: { size: 1 } })) as { volume: Thing };
  const { id } = made.volume;
  await available(world, 'volume', id);
  return { id, volume_id: id };
}

async function newSnapshot(world: Preparation): Promise<Values> {
  const { volume_id: volumeId } = await volume(world);
  const body = { snapshot: { volume_id: volumeId } };
  const { id } = ((await world.asMember('POST', '/volume/v3/snapshots', body)) as { snapshot: Thing }).snapshot;
  await available(world, 'snapshot', id);
  return { id, snapshot_id: id };
}

interface Thing {
  readonly id: string;
  readonly status: string;
}

/** Disks are made in the background: asks until this one is. */
async function available(world: Preparation, kind: 'volume' | 'snapshot', id: string): Promise<void> {
  for (;;) {
    const answer = (await world.asMember('GET', `/volume/v3/${kind}s/${id}`)) as Record<typeof kind, Thing>;
    const { status } = answer[kind];
    if (status === 'available') return;
    if (status !== 'creating') throw new Error(`The ${kind} is ${status}`);
  }
}

async function defaultType(): Promise<Values> {
  return { type_id: 'default' };
}

async function home({ home: project }: Preparation): Promise<Values> {
  return { quota_project_id: project };
}
