import { Type, type Static } from 'typebox';
import { ARCHITECTURES, DESKTOP_TYPES, HARDWARE_LIMITS, type Flavor } from '../../../flavors/index.ts';
import { distinct } from '../../distinct.ts';

const amount = (key: keyof typeof HARDWARE_LIMITS, description: string) =>
  Type.Integer({ minimum: HARDWARE_LIMITS[key].least, maximum: HARDWARE_LIMITS[key].most, description });
const NULLABLE_TEXT = Type.Union([Type.String({ maxLength: 255 }), Type.Null()]);

const NAME = Type.String({ minLength: 1, maxLength: 63 });
const DESKTOPS = distinct(Type.Enum(DESKTOP_TYPES), {
  maxItems: DESKTOP_TYPES.length,
  description: 'What desktops it is for; empty for any',
});

const HARDWARE = {
  architecture: Type.Enum(ARCHITECTURES),
  vcpus: amount('vcpus', 'Processors'),
  memoryMib: amount('memoryMib', 'MiB'),
  systemDiskGib: amount('systemDiskGib', 'GiB; 0: as large as the image'),
  dataDiskGib: amount('dataDiskGib', 'GiB; 0: none'),
};

export const FLAVOR = Type.Object({
  id: Type.String({ description: 'A UUID, or a word for those that are part of the product' }),
  name: NAME,
  projectId: Type.Union([Type.String(), Type.Null()], { description: 'Null: for everybody' }),
  builtIn: Type.Boolean({ description: 'Part of the product: neither changed nor deleted' }),
  description: NULLABLE_TEXT,
  desktopTypes: DESKTOPS,
  model: Type.Union([Type.String(), Type.Null()], {
    description: 'The endpoint it is for, as that one reports itself',
  }),
  ...HARDWARE,
});

const FREE = {
  description: Type.Optional(NULLABLE_TEXT),
  desktopTypes: Type.Optional(DESKTOPS),
  model: Type.Optional(NULLABLE_TEXT),
  architecture: Type.Optional(HARDWARE.architecture),
  systemDiskGib: Type.Optional(HARDWARE.systemDiskGib),
  dataDiskGib: Type.Optional(HARDWARE.dataDiskGib),
};

export const NEW_FLAVOR = Type.Object(
  {
    name: NAME,
    vcpus: HARDWARE.vcpus,
    memoryMib: HARDWARE.memoryMib,
    ...FREE,
    isPublic: Type.Optional(Type.Boolean({ description: 'For everybody; administrators make these', default: false })),
  },
  { additionalProperties: false },
);

export const FLAVOR_CHANGES = Type.Object(
  {
    name: Type.Optional(NAME),
    vcpus: Type.Optional(HARDWARE.vcpus),
    memoryMib: Type.Optional(HARDWARE.memoryMib),
    ...FREE,
  },
  { additionalProperties: false },
);

export const ENDPOINT = Type.Object(
  {
    diskBytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    imageBytes: Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Of the file of the desktop image that is kept there',
    }),
    architecture: Type.Optional(Type.Enum(ARCHITECTURES, { default: 'x86_64' })),
    vcpus: Type.Optional(Type.Integer({ minimum: 1 })),
    memoryMib: Type.Optional(Type.Integer({ minimum: 1 })),
    model: Type.Optional(Type.String({ maxLength: 255, description: 'As the endpoint reports itself' })),
  },
  { additionalProperties: false },
);

export const FIT = Type.Object({
  fits: Type.Boolean(),
  neededBytes: Type.Integer({ description: 'Of the disk of the endpoint, its own system included' }),
  freeBytes: Type.Integer({ description: 'What is left of that disk; below 0 when it is too small' }),
  misfits: Type.Array(Type.Object({ what: Type.String(), reason: Type.String({ description: 'For people' }) })),
});

export function renderFlavor({ desktopTypes, ...flavor }: Flavor): Static<typeof FLAVOR> {
  return { ...flavor, desktopTypes: [...desktopTypes] };
}
