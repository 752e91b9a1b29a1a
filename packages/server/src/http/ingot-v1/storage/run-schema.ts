import { Type } from 'typebox';
import { RUN_KINDS, type MaintenanceRun } from '../../../storage/index.ts';

/** What can be asked for: one object for each kind of maintenance. */
export const RUN_REQUEST = Type.Object({ kind: Type.Literal('collection') });

const COLLECTION_FIGURES = Type.Object(
  {
    roots: Type.Integer({ description: 'Live trees' }),
    markedChunks: Type.Integer({ description: 'Chunks that they reach' }),
    sweptChunks: Type.Integer({ description: 'Chunks that were forgotten' }),
    deletedPacks: Type.Integer(),
  },
  { description: 'What a collection has done' },
);

const DATE_TIME = { format: 'date-time' };

export const RUN = Type.Object({
  id: Type.String({ description: 'A UUID' }),
  kind: Type.String({ enum: RUN_KINDS }),
  request: RUN_REQUEST,
  status: Type.String({ enum: ['waiting', 'running', 'succeeded', 'failed', 'cancelled'] }),
  figures: Type.Union([COLLECTION_FIGURES, Type.Null()], {
    description: 'What has come of it so far, or at all; null before there is anything to tell',
  }),
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
