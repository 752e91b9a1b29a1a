import type { FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { Flavor } from '../../../flavors/index.ts';
import type { ComputeApi } from './api.ts';
import { LINKS, METADATA, NULLABLE_TEXT } from '../documented-answers.ts';
import { minorOf, MINORS } from './microversion.ts';

export const FLAVOR_SUMMARY = Type.Object({ id: Type.String(), name: Type.String(), links: LINKS });

export const FLAVOR = Type.Object({
  ...FLAVOR_SUMMARY.properties,
  ram: Type.Integer({ description: 'MiB' }),
  disk: Type.Integer({ description: 'GiB; 0: as large as the image' }),
  vcpus: Type.Integer(),
  swap: Type.Union([Type.Literal(''), Type.Integer()]),
  rxtx_factor: Type.Number(),
  'OS-FLV-EXT-DATA:ephemeral': Type.Integer({ description: 'GiB' }),
  'OS-FLV-DISABLED:disabled': Type.Boolean(),
  'os-flavor-access:is_public': Type.Boolean(),
  description: Type.Optional(NULLABLE_TEXT),
  extra_specs: Type.Optional(METADATA),
});

/** As lists without details have it. */
export function renderFlavorSummary(
  api: ComputeApi,
  request: FastifyRequest,
  { id, name }: Flavor,
): Static<typeof FLAVOR_SUMMARY> {
  return { id, name, links: [{ rel: 'self', href: api.linkTo(request, `/flavors/${id}`) }] };
}

/** As the answer to a question for it has it. */
export function renderFlavor(api: ComputeApi, request: FastifyRequest, flavor: Flavor): Static<typeof FLAVOR> {
  const minor = minorOf(request);
  return {
    ...renderFlavorSummary(api, request, flavor),
    ram: flavor.memoryMib,
    disk: flavor.systemDiskGib,
    vcpus: flavor.vcpus,
    swap: minor >= MINORS.flavorSwap ? 0 : '',
    rxtx_factor: 1,
    'OS-FLV-EXT-DATA:ephemeral': 0,
    'OS-FLV-DISABLED:disabled': false,
    'os-flavor-access:is_public': flavor.projectId === null,
    ...(minor >= MINORS.flavorDescription && { description: flavor.description }),
    ...(minor >= MINORS.flavorExtraSpecs && { extra_specs: extraSpecsOf(flavor) }),
  };
}

/** What Nova has no attributes for. */
export function extraSpecsOf({ architecture, desktopTypes, model, dataDiskGib }: Flavor): Record<string, string> {
  return {
    'capabilities:cpu_info:arch': architecture,
    ...(desktopTypes.length > 0 && { 'ingot:desktop_types': desktopTypes.join(',') }),
    ...(model !== null && { 'ingot:model': model }),
    ...(dataDiskGib > 0 && { 'ingot:data_disk_gib': String(dataDiskGib) }),
  };
}
