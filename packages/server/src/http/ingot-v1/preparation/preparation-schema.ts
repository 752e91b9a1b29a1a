import { Type, type Static } from 'typebox';
import { PREPARATION_STATUSES, type Outcome, type PreparationProgress } from '../../../preparation/index.ts';

const NOTHING = Type.Null();
const TIME = Type.String({ format: 'date-time' });
const ACTIONS = ['empty', 'remove', 'remove-directory', 'link'] as const;
const LEFT_BECAUSE = ['link', 'name', 'file-system', 'mount', 'too-much', 'unreadable', 'failed'] as const;

const CHANGE = Type.Object({
  mend: Type.String({ description: 'What for: mostly the rule of the profile clean-image' }),
  path: Type.String({ description: 'In the image' }),
  action: Type.Enum(ACTIONS),
});

const LEFT = Type.Object({
  mend: Type.String(),
  path: Type.String(),
  because: Type.Enum(LEFT_BECAUSE, {
    description:
      'link: a symbolic link stands there or on the way; name: its name has a line break; file-system: of a kind that is not written to; mount: something is mounted in it; too-much: there are too many of them; unreadable: it is not known what to do; failed: it was tried',
  }),
  detail: Type.Union([Type.String(), NOTHING]),
});

export const PREPARATION = Type.Object({
  id: Type.String(),
  sourceId: Type.String({ description: 'The image that is copied' }),
  imageId: Type.Union([Type.String(), NOTHING], { description: 'The copy; null for a trial' }),
  status: Type.Enum(PREPARATION_STATUSES),
  progress: Type.String({ description: 'How far it is: a sentence' }),
  failure: Type.Union([Type.String(), NOTHING], { description: 'Why it failed: a sentence' }),
  cancelRequested: Type.Boolean(),
  changes: Type.Array(CHANGE, { description: 'What was changed, or would be; the first thousand' }),
  changeCount: Type.Integer({ minimum: 0 }),
  left: Type.Array(LEFT, { description: 'What stays as it is' }),
  reportId: Type.Union([Type.String(), NOTHING], { description: 'The report on the copy, under way or done' }),
  createdAt: TIME,
  finishedAt: Type.Union([TIME, NOTHING]),
});

const NOTHING_YET: Outcome = { changes: [], total: 0, left: [] };

export function renderPreparation({ preparation, progress }: PreparationProgress): Static<typeof PREPARATION> {
  const { id, sourceId, imageId, state, createdAt } = preparation;
  const { changes, total, left } = state.status === 'done' ? state.outcome : NOTHING_YET;
  return {
    id,
    sourceId,
    imageId,
    status: state.status,
    progress,
    failure: state.status === 'failed' ? state.failure : null,
    cancelRequested: 'cancelRequested' in state && state.cancelRequested,
    changes: changes.map(({ mend, path, action }) => ({ mend, path, action })),
    changeCount: total,
    left: left.map(({ mend, path, because, detail }) => ({ mend, path, because, detail })),
    reportId: state.status === 'done' ? state.reportId : null,
    createdAt: new Date(createdAt).toISOString(),
    finishedAt: 'finishedAt' in state ? new Date(state.finishedAt).toISOString() : null,
  };
}
