import { CHANGED_FACT, PART_FILES, SYSTEM_DIFF } from '@ingot/inspector';
import { Type, type Static } from 'typebox';
import { REPORT_STATUSES, type ImageDiff, type WholeDiff } from '../../../inspection/index.ts';

const NOTHING = Type.Null();
const TIME = Type.String({ format: 'date-time' });
const BYTES = Type.Integer({ minimum: 0 });

const FOUND = Type.Object({
  changed: Type.Object(
    {
      all: BYTES,
      elsewhere: Type.Integer({ minimum: 0, description: 'In no part of the second disk: tables, boot code' }),
      unit: Type.Integer({ description: 'Where something differs, so many bytes around it count' }),
    },
    { description: 'Bytes of the disks that differ' },
  ),
  parts: Type.Array(
    Type.Object({
      ...PART_FILES.properties,
      changed: Type.Union([BYTES, NOTHING], {
        description: 'Bytes; null for a logical volume, which partitions count',
      }),
    }),
  ),
  unknown: Type.Union([Type.String(), NOTHING], {
    description: 'Why the disks could not be looked into: a sentence; then only bytes were compared',
  }),
  facts: Type.Array(CHANGED_FACT, { description: 'Of the disks' }),
  systems: Type.Array(SYSTEM_DIFF),
});

export const IMAGE_DIFF = Type.Object({
  id: Type.String(),
  before: Type.String({ description: 'Id of the first image' }),
  after: Type.String({ description: 'Id of the second one' }),
  status: Type.Enum(REPORT_STATUSES),
  failure: Type.Union([Type.String(), NOTHING], { description: 'Why it failed: a sentence' }),
  cancelRequested: Type.Boolean(),
  requestedBy: Type.Union([Type.String(), NOTHING]),
  createdAt: TIME,
  finishedAt: Type.Union([TIME, NOTHING]),
});

export const WHOLE_IMAGE_DIFF = Type.Object({
  ...IMAGE_DIFF.properties,
  found: Type.Union([FOUND, NOTHING], { description: 'null until it is done' }),
});

export function renderImageDiff(diff: ImageDiff): Static<typeof IMAGE_DIFF> {
  const { state } = diff;
  return {
    id: diff.id,
    before: diff.before,
    after: diff.after,
    status: state.status,
    failure: state.status === 'failed' ? state.failure : null,
    cancelRequested: 'cancelRequested' in state && state.cancelRequested,
    requestedBy: diff.requestedBy,
    createdAt: new Date(diff.createdAt).toISOString(),
    finishedAt: 'finishedAt' in state ? new Date(state.finishedAt).toISOString() : null,
  };
}

export function renderWholeDiff({ diff, found }: WholeDiff): Static<typeof WHOLE_IMAGE_DIFF> {
  return { ...renderImageDiff(diff), found: found && { ...found, parts: [...found.parts] } };
}
