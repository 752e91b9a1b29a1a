import { Type, type Static } from 'typebox';
import { VERDICTS } from '@ingot/inspector';
import { IngotError } from '../../../kernel/errors.ts';
import { parseFamilyName, parseImageId } from '../../../kernel/ids.ts';
import {
  FILE_TYPES,
  IMAGE_TYPES,
  OS_TYPES,
  PUBLICATION_STATUSES,
  PUBLICATION_STEPS,
  type Artefact,
  type Configuration,
  type NewDesktopImage,
  type NewPublication,
  type Publication,
  type ShownDesktopImage,
} from '../../../publishing/index.ts';
import { wantedPoolOf } from './params.ts';

const TIME = Type.String({ format: 'date-time' });
const NULL_TEXT = Type.Union([Type.String(), Type.Null()]);
const NULL_SIZE = Type.Union([Type.Integer(), Type.Null()]);
const IMAGE_TYPE = Type.Enum(IMAGE_TYPES, { description: 'Where its desktops run: on a host, or on the endpoint' });
const FILE_TYPE = Type.Enum(FILE_TYPES);
const OS_TYPE = Type.Enum(OS_TYPES);

export const CONFIGURATION = Type.Object(
  {
    kind: Type.Enum(['general', 'dedicated'], { description: 'For any endpoint, or for those of one flavor' }),
    flavor: Type.Optional(
      Type.Union([Type.String({ maxLength: 255 }), Type.Null()], {
        description: 'Of dedicated ones: the name of a flavor, null for the default of the system',
      }),
    ),
  },
  { additionalProperties: false },
);

const ARTEFACT = Type.Object({
  poolId: Type.String(),
  fileType: FILE_TYPE,
  status: Type.Enum(['writing', 'ready']),
  size: Type.Union([Type.Integer(), Type.Null()], { description: 'Of the file, in bytes' }),
  sha256: Type.Union([Type.String(), Type.Null()], { description: 'Of all its bytes, in hex' }),
});

export const DESKTOP_IMAGE = Type.Object({
  id: Type.String({ description: 'Of the image, too' }),
  name: NULL_TEXT,
  projectId: Type.String(),
  status: Type.Enum(['publishing', 'active', 'deleting']),
  publicationId: Type.Union([Type.String(), Type.Null()], { description: 'While it is being published' }),
  imageType: IMAGE_TYPE,
  osType: Type.Union([OS_TYPE, Type.Null()]),
  fileType: FILE_TYPE,
  poolId: Type.String({ description: 'Where it was published to' }),
  configuration: CONFIGURATION,
  parentId: Type.Union([Type.String(), Type.Null()], { description: 'The desktop image that it is a child of' }),
  sourceName: Type.Union([Type.String(), Type.Null()], {
    description: 'Name of the machine that it was published from',
  }),
  artefacts: Type.Array(ARTEFACT, { description: 'Its files, one for a pool' }),
  createdAt: TIME,
  updatedAt: TIME,
});

export const DESKTOP_IMAGE_CHANGES = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
    configuration: Type.Optional(CONFIGURATION),
  },
  { additionalProperties: false },
);

/** What is said in common of what is published. */
const FORM = {
  osType: Type.Optional(
    Type.Union([OS_TYPE, Type.Null()], { description: 'What is known of the source unless given' }),
  ),
  fileType: Type.Optional(
    Type.Union([FILE_TYPE, Type.Null()], {
      description: 'What fits unless given; GET /desktop-image-rules says what that is',
    }),
  ),
  poolId: Type.String({ description: 'Image pool where its file is to lie' }),
  configuration: Type.Optional(CONFIGURATION),
  profile: Type.Optional(
    Type.Union([Type.String({ maxLength: 64 }), Type.Null()], {
      description: 'By which the disk is judged first: that of the image type unless given, null for none',
    }),
  ),
  mustPass: Type.Optional(Type.Boolean({ description: 'Publish nothing that does not pass', default: false })),
};

export const NEW_DESKTOP_IMAGE = Type.Object(
  {
    imageId: Type.String({ description: 'An image that is active and is a disk' }),
    imageType: IMAGE_TYPE,
    parentId: Type.Optional(
      Type.Union([Type.String(), Type.Null()], { description: 'The desktop image that it was made from' }),
    ),
    ...FORM,
  },
  { additionalProperties: false },
);

const PUBLISHED = {
  name: Type.String({ minLength: 1, maxLength: 255, description: 'Of the desktop image' }),
  imageType: Type.Optional(IMAGE_TYPE),
  family: Type.Optional(
    Type.Union([Type.String(), Type.Null()], { description: 'It is a new version of this family' }),
  ),
  held: Type.Optional(Type.Boolean({ description: 'Not the latest of the family until promoted', default: false })),
  ...FORM,
};

export const NEW_CONVERSION = Type.Object(PUBLISHED, { additionalProperties: false });
export const NEW_CLONE = Type.Object(
  {
    ...PUBLISHED,
    snapshot: Type.Optional(
      Type.Union([Type.String({ minLength: 1, maxLength: 255 }), Type.Null()], {
        description:
          'Name of a snapshot to be taken of the machine afterwards. Snapshots go with the disk that they are of: they are no backup',
      }),
    ),
  },
  { additionalProperties: false },
);

export const PUBLICATION = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['clone', 'convert', 'import', 'deploy']),
  status: Type.Enum(PUBLICATION_STATUSES),
  step: Type.Union([Type.Enum(PUBLICATION_STEPS), Type.Null()], { description: 'While it is running' }),
  progress: Type.Union([Type.Object({ done: Type.Integer(), total: NULL_SIZE }), Type.Null()], {
    description: 'Of this step, in bytes',
  }),
  imageId: Type.String(),
  poolId: Type.String(),
  machineId: NULL_TEXT,
  snapshot: NULL_TEXT,
  projectId: Type.String(),
  checks: Type.Array(
    Type.Object({
      profile: Type.String(),
      mustPass: Type.Boolean(),
      verdict: Type.Union([Type.Enum(VERDICTS), Type.Null()]),
    }),
  ),
  warning: Type.Union([Type.String(), Type.Null()], { description: 'What went otherwise, though the image is active' }),
  failure: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed' }),
  createdAt: TIME,
  updatedAt: TIME,
  finishedAt: Type.Union([TIME, Type.Null()]),
});

export function renderDesktopImage({
  desktopImage,
  image,
  artefacts,
}: ShownDesktopImage): Static<typeof DESKTOP_IMAGE> {
  const { id, ownerId, configuration, state, createdAt, updatedAt, ...facts } = desktopImage;
  return {
    ...facts,
    id,
    name: image.name,
    projectId: ownerId,
    configuration: { ...configuration },
    status: state.status,
    publicationId: state.status === 'publishing' ? state.publication : null,
    artefacts: artefacts.map(renderArtefact),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

function renderArtefact({ poolId, fileType, state }: Artefact): Static<typeof ARTEFACT> {
  const isReady = state.status === 'ready';
  return {
    poolId,
    fileType,
    status: state.status,
    size: isReady ? state.size : null,
    sha256: isReady ? state.sha256 : null,
  };
}

export function renderPublication(publication: Publication): Static<typeof PUBLICATION> {
  const { id, source, state, imageId, poolId, ownerId, checks, warning, createdAt, updatedAt } = publication;
  const isRunning = state.status === 'running';
  return {
    id,
    kind: source.kind,
    status: state.status,
    step: isRunning ? state.step : null,
    progress: isRunning ? { done: state.done, total: state.total } : null,
    imageId,
    poolId,
    machineId: 'machineId' in source ? source.machineId : null,
    snapshot: source.kind === 'clone' ? source.snapshot : null,
    projectId: ownerId,
    checks: checks.map((check) => ({ ...check })),
    warning,
    failure: 'failure' in state ? state.failure : null,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    finishedAt: 'finishedAt' in state ? new Date(state.finishedAt).toISOString() : null,
  };
}

/** @throws `invalid` for a flavor of what is for any endpoint. */
export function configurationOf({ kind, flavor = null }: Static<typeof CONFIGURATION>): Configuration {
  if (kind === 'dedicated') return { kind, flavor };
  if (flavor === null) return { kind };
  throw new IngotError('invalid', 'A general configuration has no flavor: make it dedicated, or leave the flavor out.');
}

/** @throws `invalid`. */
export function newDesktopImageOf({
  poolId,
  parentId = null,
  configuration,
  ...form
}: Omit<Static<typeof NEW_DESKTOP_IMAGE>, 'imageId'>): NewDesktopImage {
  const parent = parentId === null ? null : parseImageId(parentId);
  if (parentId !== null && parent === null)
    throw new IngotError('invalid', `The parent ${parentId} is no id of an image.`);
  return {
    ...form,
    poolId: wantedPoolOf(poolId),
    parentId: parent,
    ...(configuration && { configuration: configurationOf(configuration) }),
  };
}

/** @throws `invalid`. */
export function newPublicationOf({
  poolId,
  family = null,
  configuration,
  ...form
}: Static<typeof NEW_CONVERSION>): NewPublication {
  const name = family === null ? null : parseFamilyName(family);
  if (family !== null && name === null) throw new IngotError('invalid', `${family} is no name of a family.`);
  return {
    ...form,
    poolId: wantedPoolOf(poolId),
    family: name,
    ...(configuration && { configuration: configurationOf(configuration) }),
  };
}
