import type { FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { isAdmin } from '../../../kernel/caller.ts';
import { AVAILABILITY_ZONE, DEFAULT_VOLUME_TYPE, type Volume } from '../../../volumes/index.ts';
import { callerOf } from '../../authentication.ts';
import type { VolumeApi } from './api.ts';
import { minorOf, MINORS } from './microversion.ts';
import type { VOLUME_SUMMARY, WireVolume, WireVolumeDetail } from './volume-schema.ts';
import { wireTime } from './wire-time.ts';

/** As lists without details have it. */
export function renderSummary(
  api: VolumeApi,
  request: FastifyRequest,
  { id, name }: Pick<Volume, 'id' | 'name'>,
): Static<typeof VOLUME_SUMMARY> {
  return { id, name, links: [{ rel: 'self', href: api.linkTo(request, `/volumes/${id}`) }] };
}

/** As the answer to its creation or change has it. */
export function renderVolume(api: VolumeApi, request: FastifyRequest, volume: Volume): WireVolume {
  const { source } = volume;
  return {
    ...renderSummary(api, request, volume),
    status: volume.state.status,
    size: volume.sizeGib,
    description: volume.description,
    created_at: wireTime(volume.createdAt),
    updated_at: wireTime(volume.updatedAt),
    availability_zone: AVAILABILITY_ZONE,
    volume_type: DEFAULT_VOLUME_TYPE.name,
    bootable: volume.bootable ? 'true' : 'false',
    encrypted: false,
    multiattach: false,
    snapshot_id: source.kind === 'snapshot' ? source.snapshotId : null,
    source_volid: source.kind === 'volume' ? source.volumeId : null,
    user_id: volume.userId,
    attachments: attachmentsOf(volume),
    metadata: metadataOf(volume),
    replication_status: null,
    consistencygroup_id: null,
    ...newerAttributes(request),
  };
}

/** As the answer to a question for it has it. */
export function renderDetail(api: VolumeApi, request: FastifyRequest, volume: Volume): WireVolumeDetail {
  const { imageMetadata } = volume;
  return {
    ...renderVolume(api, request, volume),
    ...(Object.keys(imageMetadata).length > 0 && { volume_image_metadata: imageMetadata }),
    'os-vol-tenant-attr:tenant_id': volume.ownerId,
    ...(isAdmin(callerOf(request)) && {
      // host@backend#pool: there is one backend, and one pool in it.
      'os-vol-host-attr:host': `${volume.host}@ingot#ingot`,
      'os-vol-mig-status-attr:migstat': null,
      'os-vol-mig-status-attr:name_id': null,
    }),
  };
}

/** What later minor versions have added, for those who ask for them. */
function newerAttributes(request: FastifyRequest): Partial<WireVolume> {
  const minor = minorOf(request);
  const admin = isAdmin(callerOf(request));
  return {
    ...(admin && { migration_status: null }),
    ...(minor >= MINORS.groupId && { group_id: null }),
    ...(admin && minor >= MINORS.providerId && { provider_id: null }),
    ...(minor >= MINORS.sharedTargets && { service_uuid: null, shared_targets: false }),
    ...(admin && minor >= MINORS.clusterName && { cluster_name: null }),
    ...(minor >= MINORS.volumeTypeId && { volume_type_id: DEFAULT_VOLUME_TYPE.id }),
    ...(minor >= MINORS.consumesQuota && { consumes_quota: true }),
  };
}

function attachmentsOf({ id, state }: Volume): WireVolume['attachments'] {
  if (!('attachment' in state)) return [];
  const { attachment } = state;
  return [
    {
      id,
      attachment_id: attachment.id,
      volume_id: id,
      server_id: attachment.machineId,
      host_name: attachment.hostName,
      device: attachment.device,
      attached_at: wireTime(attachment.attachedAt),
    },
  ];
}

/** The key under which clients see whether machines may only read a volume. */
export const READ_ONLY_KEY = 'readonly';

/** With the flag, in Python's words, once somebody has set it: see the action `os-update_readonly_flag`. */
function metadataOf({ metadata, readOnly }: Volume): Readonly<Record<string, string>> {
  if (!readOnly && metadata[READ_ONLY_KEY] === undefined) return metadata;
  return { ...metadata, [READ_ONLY_KEY]: readOnly ? 'True' : 'False' };
}
