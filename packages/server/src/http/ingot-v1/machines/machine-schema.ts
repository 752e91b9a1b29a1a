import { Type, type Static } from 'typebox';
import { isAdmin, type Caller } from '../../../kernel/caller.ts';
import {
  ARCHITECTURES,
  FIRMWARES,
  IMAGE_TYPES,
  MACHINE_ACTIONS,
  MACHINE_NETWORKS,
  machineActions,
  OS_TYPES,
  type Machine,
} from '../../../machines/index.ts';

const NULLABLE_TEXT = Type.Union([Type.String(), Type.Null()]);
const NULLABLE_TIME = Type.Union([Type.String({ format: 'date-time' }), Type.Null()]);

export const METADATA = Type.Record(Type.String({ maxLength: 255 }), Type.String({ maxLength: 255 }), {
  maxProperties: 128,
});

export const MACHINE = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: NULLABLE_TEXT,
  projectId: Type.String(),
  userId: Type.String(),
  status: Type.String({ description: '`running`, `stopped`, …; `error` with `failure`' }),
  failure: Type.Union([Type.String(), Type.Null()], { description: 'Why it is in error, for people' }),
  runningSince: NULLABLE_TIME,
  publicationId: Type.Union([Type.String(), Type.Null()], { description: 'The publication that has it now' }),
  snapshotId: Type.Union([Type.String(), Type.Null()], { description: 'The snapshot that is being taken or restored' }),
  deadline: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: 'When what it is going through has failed, unless it goes on',
  }),
  actions: Type.Array(Type.String({ enum: Object.keys(MACHINE_ACTIONS) }), {
    description: 'What its status allows, for those who may do it',
  }),
  flavor: Type.Object(
    {
      id: Type.Union([Type.String(), Type.Null()], { description: 'Of the flavor, which may be another now' }),
      name: Type.String(),
      vcpus: Type.Integer(),
      memoryMib: Type.Integer(),
      diskGib: Type.Integer({ description: 'Of the system disk; 0: as its source' }),
      model: NULLABLE_TEXT,
    },
    { description: 'As it was when the machine got it' },
  ),
  firmware: Type.Enum(FIRMWARES),
  architecture: Type.Enum(ARCHITECTURES),
  imageType: Type.Union([Type.Enum(IMAGE_TYPES), Type.Null()]),
  parentImageId: NULLABLE_TEXT,
  osType: Type.Union([Type.Enum(OS_TYPES), Type.Null()]),
  disks: Type.Array(
    Type.Object({
      volumeId: Type.String(),
      deleteWithMachine: Type.Boolean({ description: 'It goes when the machine goes' }),
    }),
    { description: 'The first is the system disk' },
  ),
  media: Type.Array(Type.String(), { description: 'Ids of the images in its optical drives' }),
  sharedSoftware: Type.Union([Type.String(), Type.Null()], { description: 'Id of an image with files of the project' }),
  network: Type.Enum(MACHINE_NETWORKS),
  guestAgent: Type.Boolean(),
  requireQuiesce: Type.Boolean(),
  metadata: METADATA,
  keyName: Type.Union([Type.String(), Type.Null()], { description: 'Name of the key pair that it was given' }),
  configDrive: Type.Boolean({ description: 'Whether a disc tells the guest who it is' }),
  host: Type.Union([Type.String(), Type.Null()], { description: 'The process that runs it; for administrators' }),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
});

/** User data are not among it: they are a secret. */
export function renderMachine(caller: Caller, machine: Machine): Static<typeof MACHINE> {
  const { id, name, description, flavor, firmware, architecture, imageType, osType, network, state } = machine;
  return {
    id,
    name,
    description,
    projectId: machine.ownerId,
    userId: machine.userId,
    status: state.status,
    failure: state.status === 'error' ? state.reason : null,
    runningSince: state.status === 'running' ? wireTime(state.since) : null,
    publicationId: state.status === 'publishing' ? state.publicationId : null,
    snapshotId: 'snapshotId' in state ? state.snapshotId : null,
    deadline: 'deadline' in state ? wireTime(state.deadline) : null,
    actions: machineActions(machine),
    flavor: { ...flavor },
    firmware,
    architecture,
    imageType,
    parentImageId: machine.parentImageId,
    osType,
    disks: machine.disks.map((disk) => ({ ...disk })),
    media: machine.media.map(({ imageId }) => imageId),
    sharedSoftware: machine.sharedSoftware?.imageId ?? null,
    network,
    guestAgent: machine.guestAgent,
    requireQuiesce: machine.requireQuiesce,
    metadata: machine.metadata,
    keyName: machine.key && machine.key.name,
    configDrive: machine.configDrive,
    host: isAdmin(caller) ? machine.host : null,
    createdAt: wireTime(machine.createdAt),
    updatedAt: wireTime(machine.updatedAt),
  };
}

/** @param time milliseconds since the epoch. */
export function wireTime(time: number): string {
  return new Date(time).toISOString();
}
