import { Type } from 'typebox';
import { RESEAL_PHASES, RUN_KINDS, type MaintenanceRun } from '../../../storage/index.ts';
import {
  COLLECTION_FIGURES,
  COLLECTION_REQUEST,
  COMPACTION_FIGURES,
  COMPRESSION_REQUEST,
} from './collection-schema.ts';

/** What can be asked for: one object for each kind of maintenance. */
export const RUN_REQUEST = Type.Union([
  COLLECTION_REQUEST,
  COMPRESSION_REQUEST,
  Type.Object({ kind: Type.Literal('scrub') }, { description: 'Read and check every byte of the store' }),
  Type.Object({ kind: Type.Literal('accounting') }, { description: 'Measure what images and projects take' }),
  Type.Object({ kind: Type.Literal('heal') }, { description: 'Try to get damaged chunks back' }),
  Type.Object(
    { kind: Type.Literal('reseal') },
    { description: 'Seal everything with the key that is the first one now' },
  ),
]);

const WALK_FIGURES = {
  contents: Type.Integer({ description: 'Contents of images that were looked through' }),
  damagedContents: Type.Integer({ description: 'Those of them that reach something damaged' }),
};

const SCRUB_FIGURES = Type.Object(
  {
    phase: Type.String({ enum: ['packs', 'images'], description: 'Packs first, then the images' }),
    lastPack: Type.Union([Type.String(), Type.Null()], { description: 'The last pack that was checked' }),
    packs: Type.Integer({ description: 'Packs that were checked' }),
    bytes: Type.Integer({ description: 'Bytes that were read' }),
    totalPacks: Type.Integer({ description: 'Packs there were when the scrub began' }),
    totalBytes: Type.Integer({ description: 'Bytes there were when the scrub began' }),
    chunks: Type.Integer(),
    faultyPacks: Type.Integer({ description: 'Packs with something wrong, see the findings' }),
    quarantined: Type.Integer({ description: 'Chunks that were taken out of service' }),
    healed: Type.Integer({ description: 'Chunks that are back in service' }),
    damagedLabels: Type.Integer({ description: 'Labels of images that were damaged, and are written anew' }),
    ...WALK_FIGURES,
  },
  { description: 'What a scrub has done' },
);

const HEAL_FIGURES = Type.Object(
  {
    healed: Type.Integer({ description: 'Chunks that are back in service' }),
    left: Type.Integer({ description: 'Chunks that are still out of service' }),
    failure: Type.Union([Type.String(), Type.Null()], { description: 'Why the copies could not be read' }),
    ...WALK_FIGURES,
  },
  { description: 'What healing has done' },
);

const ACCOUNTING_FIGURES = Type.Object(
  {
    contents: Type.Integer({ description: 'Contents of images, the trash included' }),
    measuredContents: Type.Integer(),
    unreadable: Type.Integer({ description: 'Those that could not be measured, as something of them is damaged' }),
  },
  { description: 'What a measurement has done' },
);

const LEFT = (what: string) =>
  Type.Union([Type.Integer(), Type.Null()], {
    description: `${what} that lie open or under another key; null until they are counted in the end`,
  });

const RESEAL_FIGURES = Type.Object(
  {
    phase: Type.String({ enum: RESEAL_PHASES }),
    rewriting: Type.Union([COMPACTION_FIGURES, Type.Null()], { description: 'Null before it has begun' }),
    labels: Type.Integer({ description: 'Labels that were written anew' }),
    packsLeft: LEFT('Packs'),
    labelsLeft: LEFT('Labels'),
  },
  { description: 'What resealing has done. When nothing is left, keys but the first can be taken away' },
);

const DATE_TIME = { format: 'date-time' };

export const RUN = Type.Object({
  id: Type.String({ description: 'A UUID' }),
  kind: Type.String({ enum: RUN_KINDS }),
  request: RUN_REQUEST,
  status: Type.String({ enum: ['waiting', 'running', 'succeeded', 'failed', 'cancelled'] }),
  figures: Type.Union(
    [
      COLLECTION_FIGURES,
      COMPACTION_FIGURES,
      SCRUB_FIGURES,
      HEAL_FIGURES,
      RESEAL_FIGURES,
      ACCOUNTING_FIGURES,
      Type.Null(),
    ],
    {
      description: 'What has come of it so far, or at all; null before there is anything to tell',
    },
  ),
  failure: Type.Union([Type.String(), Type.Null()], { description: 'Why it failed' }),
  cancelRequested: Type.Boolean(),
  requestedBy: Type.Union([Type.String(), Type.Null()], { description: 'Id of a user; null when nobody asked for it' }),
  createdAt: Type.String(DATE_TIME),
  updatedAt: Type.String(DATE_TIME),
  finishedAt: Type.Union([Type.String(DATE_TIME), Type.Null()]),
});

export function renderRun({ id, request, createdAt, updatedAt, finishedAt, ...run }: MaintenanceRun) {
  return {
    ...run,
    id,
    kind: request.kind,
    request,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  };
}
