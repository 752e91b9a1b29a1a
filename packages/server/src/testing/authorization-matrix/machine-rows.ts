import { setTimeout } from 'node:timers/promises';
import type { MatrixRow, Preparation } from './matrix-row.ts';

/** Anybody with a token. */
const ALL = '401 401 200 200 200 200 200 200';
/** The project's own, and administrators: nobody else knows that the thing is there. */
const SEEN = '401 401 200 200 404 404 404 200';
const CHANGED = '401 401 403 200 404 404 404 200';
const ACCEPTED = '401 401 403 202 404 404 404 202';
/** What its state does not allow, to those who might. */
const REFUSED = '401 401 403 409 404 404 404 409';
/** As `REFUSED`, on a path that readers may take. */
const NOT_NOW = '401 401 409 409 404 404 404 409';
const PUBLIC = '200 200 200 200 200 200 200 200';
const ADMINISTRATORS = '401 401 403 403 404 404 404 200';
/** What this installation has not: the same for everybody with a token. */
const ABSENT = '401 401 404 404 404 404 404 404';
const SECRET = '401 401 401 401 401 401 401 401';

/** Machines, as Ingot's own API has them. */
export const MACHINE_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /api/v1/machine-actions': { row: PUBLIC },
  'GET /api/v1/machine-support': { row: ALL },
  'GET /api/v1/machines': { row: ALL },
  'POST /api/v1/machines': {
    row: '401 401 403 202 202 202 202 202',
    json: { name: 'new', flavor: 'vdi-low', disks: [{ blank: true, sizeGib: 1 }] },
  },
  'GET /api/v1/machines/:id': { row: SEEN, prepare: machine },
  'PATCH /api/v1/machines/:id': { row: CHANGED, prepare: machine, json: { description: 'new' } },
  'DELETE /api/v1/machines/:id': { row: ACCEPTED, prepare: newMachine },
  // One who started it has started it.
  'POST /api/v1/machines/:id/start': { row: '401 401 403 202 404 404 404 409', prepare: startedMachine },
  'POST /api/v1/machines/:id/stop': { row: REFUSED, prepare: machine, json: {} },
  'POST /api/v1/machines/:id/reboot': { row: REFUSED, prepare: machine, json: {} },
  'POST /api/v1/machines/:id/media': {
    row: ACCEPTED,
    prepare: async (world) => ({ ...(await newMachine(world)), image: await world.prepareImage('active') }),
    json: { image: '${image}' },
  },
  'DELETE /api/v1/machines/:id/media/:image_id': { row: ACCEPTED, prepare: machineWithMedium },
  'POST /api/v1/machines/:id/disks': {
    row: ACCEPTED,
    prepare: async (world) => ({ ...(await newMachine(world)), volume: await newVolume(world) }),
    json: { volume: '${volume}' },
  },
  'DELETE /api/v1/machines/:id/disks/:volume_id': { row: ACCEPTED, prepare: machineWithDisk },
  // Keys can be pressed there.
  'POST /api/v1/machines/:id/console': { row: REFUSED, prepare: machine },
  'GET /api/v1/machines/:id/screenshot': { row: NOT_NOW, prepare: machine },
  'GET /api/v1/machines/:id/serial-log': { row: SEEN, prepare: machine },
  'GET /api/v1/machines/:id/snapshots': { row: SEEN, prepare: machine },
  'POST /api/v1/machines/:id/snapshots': { row: ACCEPTED, prepare: machine, json: { name: 'new' } },
  'GET /api/v1/machine-snapshots/:id': { row: SEEN, prepare: newSnapshot },
  'POST /api/v1/machine-snapshots/:id/restore': { row: ACCEPTED, prepare: newSnapshot },
  'DELETE /api/v1/machine-snapshots/:id': { row: '401 401 403 204 404 404 404 204', prepare: newSnapshot },
  // Whoever has a ticket: there is no token.
  'GET /screens/websocket': { row: SECRET },
  'GET /screens/*': { row: '404 404 404 404 404 404 404 404' },
};

const NO_VOLUME = { uuid: '00000000-0000-4000-8000-000000000000', source_type: 'volume', boot_index: 0 };
const NEW_SERVER = { name: 'new', flavorRef: 'vdi-low', block_device_mapping_v2: [NO_VOLUME] };

/** Compute v2.1. */
export const COMPUTE_ROWS: Readonly<Record<string, MatrixRow>> = {
  'GET /compute': { row: PUBLIC },
  'GET /compute/v2.1': { row: PUBLIC },
  'GET /compute/v2.1/servers': { row: ALL },
  'GET /compute/v2.1/servers/detail': { row: ALL },
  // There is no such volume, whoever asks.
  'POST /compute/v2.1/servers': { row: '401 401 403 404 404 404 404 404', json: { server: NEW_SERVER } },
  'GET /compute/v2.1/servers/:server_id': { row: SEEN, prepare: machine },
  'PUT /compute/v2.1/servers/:server_id': { row: CHANGED, prepare: machine, json: { server: { name: 'new' } } },
  'DELETE /compute/v2.1/servers/:server_id': { row: '401 401 403 204 404 404 404 204', prepare: newMachine },
  'POST /compute/v2.1/servers/:server_id/action': { row: REFUSED, prepare: machine, json: { 'os-stop': null } },
  'POST /compute/v2.1/servers/:server_id/remote-consoles': {
    row: REFUSED,
    prepare: machine,
    json: { remote_console: { protocol: 'vnc', type: 'novnc' } },
  },
  'GET /compute/v2.1/servers/:server_id/metadata': { row: SEEN, prepare: machine },
  'POST /compute/v2.1/servers/:server_id/metadata': { row: CHANGED, prepare: machine, json: { metadata: { a: 'b' } } },
  'PUT /compute/v2.1/servers/:server_id/metadata': { row: CHANGED, prepare: machine, json: { metadata: { a: 'b' } } },
  'DELETE /compute/v2.1/servers/:server_id/metadata/:key': {
    row: '401 401 403 204 404 404 404 204',
    prepare: async (world) => {
      const values = await machine(world);
      await world.asMember('PATCH', `/api/v1/machines/${values.id}`, { metadata: { purpose: 'matrix' } });
      return { ...values, key: 'purpose' };
    },
  },
  'GET /compute/v2.1/servers/:server_id/os-volume_attachments': { row: SEEN, prepare: machine },
  'POST /compute/v2.1/servers/:server_id/os-volume_attachments': {
    row: CHANGED,
    prepare: async (world) => ({ ...(await newMachine(world)), volume: await newVolume(world) }),
    json: { volumeAttachment: { volumeId: '${volume}' } },
  },
  'GET /compute/v2.1/servers/:server_id/os-volume_attachments/:volume_id': { row: SEEN, prepare: machineWithDisk },
  'DELETE /compute/v2.1/servers/:server_id/os-volume_attachments/:volume_id': {
    row: ACCEPTED,
    prepare: machineWithDisk,
  },
  'GET /compute/v2.1/flavors': { row: ALL },
  'GET /compute/v2.1/flavors/detail': { row: ALL },
  'POST /compute/v2.1/flavors': {
    row: '401 401 403 403 403 403 403 200',
    prepare: async (world) => ({ name: world.unique() }),
    json: { flavor: { name: '${name}', vcpus: 1, ram: 64, disk: 1 } },
  },
  'GET /compute/v2.1/flavors/:flavor_id': { row: SEEN, prepare: flavor },
  'GET /compute/v2.1/flavors/:flavor_id/os-extra_specs': { row: SEEN, prepare: flavor },
  'GET /compute/v2.1/flavors/:flavor_id/os-flavor-access': { row: SEEN, prepare: flavor },
  'DELETE /compute/v2.1/flavors/:flavor_id': { row: ACCEPTED, prepare: flavor },
  'GET /compute/v2.1/limits': { row: ALL },
  'GET /compute/v2.1/os-quota-sets/:quota_project_id': { row: SEEN, prepare: home },
  'GET /compute/v2.1/os-quota-sets/:quota_project_id/detail': { row: SEEN, prepare: home },
  'PUT /compute/v2.1/os-quota-sets/:quota_project_id': {
    row: ADMINISTRATORS,
    prepare: home,
    json: { quota_set: { instances: 1000 } },
  },
  'GET /compute/v2.1/os-availability-zone': { row: ALL },
  'GET /compute/v2.1/os-availability-zone/detail': { row: ALL },
  'GET /compute/v2.1/extensions': { row: ALL },
  ...Object.fromEntries(
    [
      '/os-server-groups',
      '/os-aggregates',
      '/os-security-groups',
      '/os-networks',
      '/os-floating-ips',
      '/servers/:server_id/os-interface',
      '/servers/:server_id/os-instance-actions',
    ].map((url): [string, MatrixRow] => [`GET /compute/v2.1${url}`, { row: ABSENT }]),
  ),
};

type Values = Readonly<Record<string, string>> & { readonly id: string };

interface Thing {
  readonly id: string;
  readonly status: string;
}

/** For rows that leave the machine as it is, or do not mind: one of the world each. */
const machines = new WeakMap<Preparation, Promise<Values>>();
const started = new WeakMap<Preparation, Promise<Values>>();
const consumed = new WeakMap<Preparation, Values>();
const flavors = new WeakMap<Preparation, Promise<string>>();

/** One that is off. */
export async function machine(world: Preparation): Promise<Values> {
  const there = machines.get(world) ?? newMachine(world);
  machines.set(world, there);
  const values = await there;
  await atRest(world, values.id);
  return values;
}

/** One that is off, and is another once somebody has begun to convert it. */
export async function machineToConsume(world: Preparation): Promise<Values> {
  const there = consumed.get(world) ?? (await newMachine(world));
  const { machines: all } = (await world.asMember('GET', '/api/v1/machines?status=stopped')) as { machines: Thing[] };
  const values = all.some(({ id }) => id === there.id) ? there : await newMachine(world);
  consumed.set(world, values);
  return values;
}

/** One that the rows start. */
async function startedMachine(world: Preparation): Promise<Values> {
  const there = started.get(world) ?? newMachine(world);
  started.set(world, there);
  return there;
}

/** Ends the guests that rows have started: they outlive their service. */
export async function endGuests(world: Preparation): Promise<void> {
  const there = started.get(world);
  if (there === undefined) return;
  const { id } = await there;
  await atRest(world, id);
  await world.asMember('POST', `/api/v1/machines/${id}/stop`, { off: true });
  await atRest(world, id);
}

async function newMachine(world: Preparation): Promise<Values> {
  const body = { name: 'machine', flavor: await smallFlavor(world), disks: [{ blank: true, sizeGib: 1 }] };
  const { id } = (await world.asMember('POST', '/api/v1/machines', body)) as Thing;
  await atRest(world, id);
  return { id, server_id: id };
}

async function machineWithMedium(world: Preparation): Promise<Values> {
  const values = await newMachine(world);
  const image = await world.prepareImage('active');
  await world.asMember('POST', `/api/v1/machines/${values.id}/media`, { image });
  return { ...values, image_id: image };
}

async function machineWithDisk(world: Preparation): Promise<Values> {
  const values = await newMachine(world);
  const volume = await newVolume(world);
  await world.asMember('POST', `/api/v1/machines/${values.id}/disks`, { volume });
  return { ...values, volume_id: volume };
}

async function newSnapshot(world: Preparation): Promise<Values> {
  const { id: machineId } = await machine(world);
  const snapshots = `/api/v1/machines/${machineId}/snapshots`;
  const { id } = (await world.asMember('POST', snapshots, { name: 'snapshot' })) as Thing;
  await settled(world, `/api/v1/machine-snapshots/${id}`, ['available']);
  await atRest(world, machineId);
  return { id };
}

async function newVolume(world: Preparation): Promise<string> {
  const { volume } = (await world.asMember('POST', '/volume/v3/volumes', { volume: { size: 1 } })) as { volume: Thing };
  for (;;) {
    const answer = (await world.asMember('GET', `/volume/v3/volumes/${volume.id}`)) as { volume: Thing };
    if (answer.volume.status === 'available') return volume.id;
  }
}

/** The smallest there is: its guests are to cost nothing. */
async function smallFlavor(world: Preparation): Promise<string> {
  const there = flavors.get(world) ?? flavor(world).then(({ id }) => id);
  flavors.set(world, there);
  return there;
}

async function flavor(world: Preparation): Promise<Values> {
  const body = { name: world.unique(), vcpus: 1, memoryMib: 64 };
  const { id } = (await world.asMember('POST', '/api/v1/flavors', body)) as Thing;
  return { id, flavor_id: id };
}

function atRest(world: Preparation, id: string): Promise<void> {
  return settled(world, `/api/v1/machines/${id}`, ['stopped', 'running']);
}

/** Work goes on in the background: asks until it is done. */
async function settled(world: Preparation, resource: string, wanted: readonly string[]): Promise<void> {
  for (;;) {
    const { status } = (await world.asMember('GET', resource)) as Thing;
    if (wanted.includes(status)) return;
    if (status === 'error') throw new Error(`${resource} has failed`);
    await setTimeout(20);
  }
}

async function home({ home: project }: Preparation): Promise<Readonly<Record<string, string>>> {
  return { quota_project_id: project };
}
