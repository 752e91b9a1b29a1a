import { Type, type Static } from 'typebox';
import { LINKS, METADATA, NULLABLE_TEXT } from '../documented-answers.ts';

/** What a list without details has of a server. */
export const SERVER_SUMMARY = Type.Object({ id: Type.String(), name: Type.String(), links: LINKS });

const REFERENCE = Type.Object({ id: Type.String(), links: LINKS });

export const SERVER = Type.Object({
  ...SERVER_SUMMARY.properties,
  status: Type.String(),
  tenant_id: Type.String(),
  user_id: Type.String(),
  metadata: METADATA,
  hostId: Type.String(),
  image: Type.Union([REFERENCE, Type.Literal('')], { description: 'Empty unless its system disk was made of one' }),
  flavor: Type.Unsafe<Readonly<Record<string, unknown>>>({
    type: 'object',
    description: 'A reference; from 2.47 on the values that the server has',
  }),
  created: Type.String(),
  updated: Type.String(),
  addresses: Type.Object({}),
  accessIPv4: Type.String(),
  accessIPv6: Type.String(),
  progress: Type.Integer(),
  config_drive: Type.String(),
  key_name: NULLABLE_TEXT,
  fault: Type.Optional(Type.Object({ code: Type.Integer(), message: Type.String(), created: Type.String() })),
  'OS-DCF:diskConfig': Type.String(),
  'OS-EXT-AZ:availability_zone': Type.String(),
  'OS-EXT-STS:vm_state': Type.String(),
  'OS-EXT-STS:task_state': NULLABLE_TEXT,
  'OS-EXT-STS:power_state': Type.Integer(),
  'OS-SRV-USG:launched_at': NULLABLE_TEXT,
  'OS-SRV-USG:terminated_at': NULLABLE_TEXT,
  'os-extended-volumes:volumes_attached': Type.Array(
    Type.Object({ id: Type.String(), delete_on_termination: Type.Optional(Type.Boolean()) }),
  ),
  'OS-EXT-SRV-ATTR:host': Type.Optional(Type.String({ description: 'For administrators' })),
  'OS-EXT-SRV-ATTR:instance_name': Type.Optional(Type.String({ description: 'For administrators' })),
  'OS-EXT-SRV-ATTR:hypervisor_hostname': Type.Optional(Type.String({ description: 'For administrators' })),
  locked: Type.Optional(Type.Boolean({ description: 'From 2.9 on' })),
  description: Type.Optional(NULLABLE_TEXT),
  tags: Type.Optional(Type.Array(Type.String(), { description: 'From 2.26 on' })),
  trusted_image_certificates: Type.Optional(Type.Null({ description: 'From 2.63 on' })),
  server_groups: Type.Optional(Type.Array(Type.String(), { description: 'From 2.71 on' })),
  locked_reason: Type.Optional(Type.Null({ description: 'From 2.73 on' })),
});
export type WireServer = Static<typeof SERVER>;
