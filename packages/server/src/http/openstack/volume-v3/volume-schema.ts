import { Type, type Static } from 'typebox';
import { LINKS, METADATA, NULLABLE_TEXT } from '../documented-answers.ts';

const ATTACHMENT = Type.Object({
  id: Type.String({ description: 'Of the volume' }),
  attachment_id: Type.String(),
  volume_id: Type.String(),
  server_id: NULLABLE_TEXT,
  host_name: NULLABLE_TEXT,
  device: NULLABLE_TEXT,
  attached_at: Type.String(),
});

/** What a list without details has of a volume. */
export const VOLUME_SUMMARY = Type.Object({ id: Type.String(), name: NULLABLE_TEXT, links: LINKS });

/** What is answered of a new or changed volume. */
export const VOLUME = Type.Object({
  ...VOLUME_SUMMARY.properties,
  status: Type.String(),
  size: Type.Integer({ description: 'GiB' }),
  description: NULLABLE_TEXT,
  created_at: Type.String(),
  updated_at: Type.String(),
  availability_zone: Type.String(),
  volume_type: Type.String({ description: 'Its name' }),
  volume_type_id: Type.Optional(Type.String({ description: 'From 3.63 on' })),
  bootable: Type.String({ enum: ['true', 'false'] }),
  encrypted: Type.Boolean(),
  multiattach: Type.Boolean(),
  snapshot_id: NULLABLE_TEXT,
  source_volid: NULLABLE_TEXT,
  user_id: Type.String(),
  attachments: Type.Array(ATTACHMENT),
  metadata: METADATA,
  replication_status: Type.Null(),
  consistencygroup_id: Type.Null(),
  migration_status: Type.Optional(Type.Null({ description: 'For administrators' })),
  group_id: Type.Optional(Type.Null({ description: 'From 3.13 on' })),
  provider_id: Type.Optional(Type.Null({ description: 'For administrators, from 3.21 on' })),
  service_uuid: Type.Optional(Type.Null({ description: 'From 3.48 on' })),
  shared_targets: Type.Optional(Type.Boolean({ description: 'From 3.48 on' })),
  cluster_name: Type.Optional(Type.Null({ description: 'For administrators, from 3.61 on' })),
  consumes_quota: Type.Optional(Type.Boolean({ description: 'From 3.65 on' })),
});
export type WireVolume = Static<typeof VOLUME>;

/** What is answered to whoever asks for a volume. */
export const VOLUME_DETAIL = Type.Object({
  ...VOLUME.properties,
  volume_image_metadata: Type.Optional(METADATA),
  'os-vol-tenant-attr:tenant_id': Type.String({ description: 'Project that the volume belongs to' }),
  'os-vol-host-attr:host': Type.Optional(Type.String({ description: 'For administrators' })),
  'os-vol-mig-status-attr:migstat': Type.Optional(Type.Null({ description: 'For administrators' })),
  'os-vol-mig-status-attr:name_id': Type.Optional(Type.Null({ description: 'For administrators' })),
});
export type WireVolumeDetail = Static<typeof VOLUME_DETAIL>;
