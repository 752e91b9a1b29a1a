import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { isAdmin, type Caller } from '../../../kernel/caller.ts';
import type { ImageId, VolumeId } from '../../../kernel/ids.ts';
import type { Machine } from '../../../machines/index.ts';
import { AVAILABILITY_ZONE } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { ComputeApi } from './api.ts';
import { minorOf, MINORS } from './microversion.ts';
import type { SERVER_SUMMARY, WireServer } from './server-schema.ts';
import { serverState } from './server-state.ts';
import { wireTime } from './wire-time.ts';

/** As lists without details have it. */
export function renderServerSummary(
  api: ComputeApi,
  request: FastifyRequest,
  { id, name }: Machine,
): Static<typeof SERVER_SUMMARY> {
  return { id, name, links: [{ rel: 'self', href: api.linkTo(request, `/servers/${id}`) }] };
}

/** @param images of system disks, as `imagesOf` finds them. */
export function renderServer(
  api: ComputeApi,
  request: FastifyRequest,
  machine: Machine,
  images: ReadonlyMap<VolumeId, ImageId>,
): WireServer {
  const { status, vmState, taskState, powerState } = serverState(machine.state);
  const minor = minorOf(request);
  const [systemDisk] = machine.disks;
  const image = systemDisk && images.get(systemDisk.volumeId);
  return {
    ...renderServerSummary(api, request, machine),
    status,
    tenant_id: machine.ownerId,
    user_id: machine.userId,
    metadata: machine.metadata,
    // Tells a project apart where its servers run, and not what that host is called.
    hostId: createHash('sha224').update(`${machine.ownerId} ${machine.host}`).digest('hex'),
    image: image === undefined ? '' : { id: image, links: [] },
    flavor: flavorOf(api, request, machine),
    created: wireTime(machine.createdAt),
    updated: wireTime(machine.updatedAt),
    addresses: {},
    accessIPv4: '',
    accessIPv6: '',
    progress: status === 'BUILD' ? 0 : 100,
    config_drive: machine.configDrive ? 'True' : '',
    key_name: machine.key && machine.key.name,
    ...faultOf(machine),
    'OS-DCF:diskConfig': 'MANUAL',
    'OS-EXT-AZ:availability_zone': AVAILABILITY_ZONE,
    'OS-EXT-STS:vm_state': vmState,
    'OS-EXT-STS:task_state': taskState,
    'OS-EXT-STS:power_state': powerState,
    'OS-SRV-USG:launched_at': machine.state.status === 'running' ? wireTime(machine.state.since) : null,
    'OS-SRV-USG:terminated_at': null,
    'os-extended-volumes:volumes_attached': machine.disks.map(({ volumeId, deleteWithMachine }) => ({
      id: volumeId,
      ...(minor >= MINORS.extendedServer && { delete_on_termination: deleteWithMachine }),
    })),
    ...(isAdmin(callerOf(request)) && hostOf(machine)),
    ...newerAttributes(machine, minor),
  };
}

/** The images that the system disks were made of, asked for together. */
export async function imagesOf(
  { volumes }: Pick<ComputeApi, 'volumes'>,
  caller: Caller,
  machines: readonly Machine[],
): Promise<ReadonlyMap<VolumeId, ImageId>> {
  const ids = machines.flatMap(({ disks: [first] }) => (first ? [first.volumeId] : []));
  if (ids.length === 0) return new Map();
  const query = { ids, allProjects: isAdmin(caller), sort: [], limit: ids.length };
  const { items } = await volumes.volumeList(caller, query);
  return new Map(items.flatMap(({ id, source }) => (source.kind === 'image' ? [[id, source.imageId] as const] : [])));
}

/** Before 2.47 a flavor is referred to; the machine has its values, whatever becomes of the flavor. */
function flavorOf(api: ComputeApi, request: FastifyRequest, { flavor }: Machine): Readonly<Record<string, unknown>> {
  if (minorOf(request) < MINORS.embeddedFlavor) {
    const id = flavor.id ?? flavor.name;
    return { id, links: [{ rel: 'bookmark', href: api.linkTo(request, `/flavors/${encodeURIComponent(id)}`) }] };
  }
  const { name, vcpus, memoryMib, diskGib, model } = flavor;
  return {
    original_name: name,
    vcpus,
    ram: memoryMib,
    disk: diskGib,
    ephemeral: 0,
    swap: 0,
    extra_specs: model === null ? {} : { 'ingot:model': model },
  };
}

function faultOf({ state, updatedAt }: Machine): Pick<WireServer, 'fault'> {
  if (state.status !== 'error') return {};
  return { fault: { code: 500, message: state.reason, created: wireTime(updatedAt) } };
}

function hostOf({ id, host }: Machine): Partial<WireServer> {
  return {
    'OS-EXT-SRV-ATTR:host': host,
    'OS-EXT-SRV-ATTR:instance_name': id,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': host,
  };
}

/** What later minor versions have added, for those who ask for them. */
function newerAttributes({ description }: Machine, minor: number): Partial<WireServer> {
  return {
    ...(minor >= MINORS.locked && { locked: false }),
    ...(minor >= MINORS.description && { description }),
    ...(minor >= MINORS.tags && { tags: [] }),
    ...(minor >= MINORS.trustedCertificates && { trusted_image_certificates: null }),
    ...(minor >= MINORS.serverGroups && { server_groups: [] }),
    ...(minor >= MINORS.lockedReason && { locked_reason: null }),
  };
}
