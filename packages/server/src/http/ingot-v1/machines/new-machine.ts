import { Type, type Static } from 'typebox';
import type { Caller } from '../../../kernel/caller.ts';
import { IngotError } from '../../../kernel/errors.ts';
import type { KeyPairs } from '../../../key-pairs/index.ts';
import { parseFamilyName, parseProjectId } from '../../../kernel/ids.ts';
import {
  copyFlavor,
  FIRMWARES,
  IMAGE_TYPES,
  MACHINE_NETWORKS,
  OS_TYPES,
  type MachineKey,
  type NewMachine,
  type NewMachineDisk,
} from '../../../machines/index.ts';
import { snapshotIdOf, volumeIdOf } from '../disks/disk-ids.ts';
import { flavorIdOf } from '../flavors/flavor-ids.ts';
import { imageIdOf } from '../image-ids.ts';
import type { MachineApi } from './machine-api.ts';
import { METADATA } from './machine-schema.ts';

const ID = Type.String({ maxLength: 255 });
const NAME = Type.String({ minLength: 1, maxLength: 255 });
const NULLABLE_TEXT = Type.Union([Type.String({ maxLength: 4096 }), Type.Null()]);
const FLAVOR = Type.String({ maxLength: 64, description: 'Id of a flavor, whose values are copied' });

const made = {
  sizeGib: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 65_536, description: 'Of the flavor or the source, unless given' }),
  ),
  deleteWithMachine: Type.Optional(Type.Boolean({ default: true })),
};
const closed = { additionalProperties: false };
const DISK = Type.Union(
  [
    Type.Object({ image: ID, ...made }, closed),
    Type.Object(
      {
        family: NAME,
        project: Type.Optional(Type.String({ description: 'Of the family; the caller’s unless given' })),
        ...made,
      },
      closed,
    ),
    Type.Object({ snapshot: ID, ...made }, closed),
    Type.Object({ copyOf: Type.String({ description: 'Id of a volume' }), ...made }, closed),
    Type.Object({ blank: Type.Literal(true), ...made }, closed),
    Type.Object(
      {
        volume: Type.String({ description: 'Id of a volume that is available' }),
        deleteWithMachine: Type.Optional(Type.Boolean({ default: false })),
      },
      closed,
    ),
  ],
  { description: 'Made of an image, the latest of a family, a snapshot or a volume; blank; or a volume that is there' },
);

export const NEW_MACHINE = Type.Object(
  {
    name: NAME,
    description: Type.Optional(NULLABLE_TEXT),
    flavor: FLAVOR,
    disks: Type.Array(DISK, { minItems: 1, maxItems: 16, description: 'The first is the system disk' }),
    firmware: Type.Optional(Type.Enum(FIRMWARES, { description: 'As the image says, unless given; else bios' })),
    osType: Type.Optional(Type.Union([Type.Enum(OS_TYPES), Type.Null()])),
    imageType: Type.Optional(
      Type.Union([Type.Enum(IMAGE_TYPES), Type.Null()], { description: 'What desktop image it is to become' }),
    ),
    parentImageId: Type.Optional(
      Type.Union([ID, Type.Null()], { description: 'The desktop image whose child it is to become' }),
    ),
    media: Type.Optional(Type.Array(ID, { maxItems: 4, description: 'Ids of images for its optical drives' })),
    sharedSoftware: Type.Optional(Type.Union([ID, Type.Null()])),
    network: Type.Optional(Type.Enum(MACHINE_NETWORKS, { default: 'restricted' })),
    metadata: Type.Optional(METADATA),
    keyPair: Type.Optional(Type.Union([NAME, Type.Null()], { description: 'Name of a key pair of the caller' })),
    userData: Type.Optional(
      Type.Union([Type.String({ maxLength: 65_535 }), Type.Null()], {
        description: 'For cloud-init, at most 49151 bytes of UTF-8; never shown',
      }),
    ),
    configDrive: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'With a key pair or user data there is one in any case: they reach the guest by nothing else',
      }),
    ),
    start: Type.Optional(Type.Boolean({ default: false, description: 'Once it has been created' })),
  },
  closed,
);

export const MACHINE_CHANGES = Type.Object(
  {
    name: Type.Optional(NAME),
    description: Type.Optional(NULLABLE_TEXT),
    metadata: Type.Optional(METADATA),
    flavor: Type.Optional(FLAVOR),
    firmware: Type.Optional(Type.Enum(FIRMWARES)),
    osType: Type.Optional(Type.Union([Type.Enum(OS_TYPES), Type.Null()])),
    network: Type.Optional(Type.Enum(MACHINE_NETWORKS)),
  },
  { ...closed, description: 'What is left out stays. From `flavor` on it is hardware, which changes while it is off.' },
);

/** @throws IngotError `not-found` for what names nothing; `invalid` when the flavor is not for such desktops. */
export async function parseNewMachine(
  { flavors, keyPairs }: Pick<MachineApi, 'flavors' | 'keyPairs'>,
  caller: Caller,
  { flavor, disks, media, sharedSoftware, parentImageId, keyPair, userData, ...machine }: Static<typeof NEW_MACHINE>,
): Promise<NewMachine> {
  return {
    ...machine,
    flavor: copyFlavor(await flavors.flavorChoose(caller, flavorIdOf(flavor), machine.imageType ?? null)),
    disks: disks.map((disk) => parseDisk(caller, disk)),
    ...(media && { media: media.map(imageIdOf) }),
    ...(sharedSoftware && { sharedSoftware: imageIdOf(sharedSoftware) }),
    ...(parentImageId && { parentImageId: imageIdOf(parentImageId) }),
    ...(keyPair && { key: await keyOf(keyPairs, caller, keyPair) }),
    ...(userData && { userData: Buffer.from(userData) }),
  };
}

async function keyOf(keyPairs: KeyPairs, caller: Caller, name: string): Promise<MachineKey> {
  const { publicKey } = await keyPairs.keyPairGet(caller, name);
  return { name, publicKey };
}

function parseDisk(caller: Caller, disk: Static<typeof DISK>): NewMachineDisk {
  if ('volume' in disk) {
    const { volume, ...rest } = disk;
    return { volumeId: volumeIdOf(volume), ...rest };
  }
  if ('image' in disk) {
    const { image, ...rest } = disk;
    return { source: { kind: 'image', imageId: imageIdOf(image) }, ...rest };
  }
  if ('snapshot' in disk) {
    const { snapshot, ...rest } = disk;
    return { source: { kind: 'snapshot', snapshotId: snapshotIdOf(snapshot) }, ...rest };
  }
  if ('copyOf' in disk) {
    const { copyOf: volume, ...rest } = disk;
    return { source: { kind: 'volume', volumeId: volumeIdOf(volume) }, ...rest };
  }
  if ('family' in disk) {
    const { family: name, project: named, ...rest } = disk;
    const family = parseFamilyName(name);
    const project = named === undefined ? caller.projectId : parseProjectId(named);
    if (family === null || project === null) throw new IngotError('not-found', `There is no family ${name}.`);
    return { source: { kind: 'family', family, project }, ...rest };
  }
  const { blank: _, ...rest } = disk;
  return { source: { kind: 'blank' }, ...rest };
}
