import { Type } from 'typebox';
import {
  contentOf,
  DEPRECATION_STATES,
  deprecationOf,
  familyOf,
  FAMILY_ACTIONS,
  isOptimized,
  releasedAtOf,
  stateAt,
  type Family,
  type FamilyChange,
  type Image,
} from '../../../images/index.ts';

const nullableText = (description?: string) =>
  Type.Union([Type.String(), Type.Null()], description === undefined ? {} : { description });
const nullableTime = (description: string) =>
  Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description });

export const DEPRECATION = Type.Object({
  state: Type.Enum(DEPRECATION_STATES, { description: 'As the clock has it' }),
  deprecatedAt: nullableTime('From then on it is not the latest of its family'),
  obsoleteAt: nullableTime('From then on it is not for new disks either'),
  replacementId: nullableText('The image to use instead'),
  reason: nullableText(),
});

/** An image as far as families know it; the Image API has the rest. */
export const FAMILY_IMAGE = Type.Object({
  id: Type.String(),
  name: nullableText(),
  projectId: Type.String(),
  family: nullableText(),
  status: Type.String(),
  visibility: Type.String(),
  diskFormat: nullableText(),
  size: Type.Union([Type.Integer(), Type.Null()], { description: 'Bytes; null while it has no data' }),
  virtualSize: Type.Union([Type.Integer(), Type.Null()], { description: 'Bytes that a guest sees as its disk' }),
  createdAt: Type.String({ format: 'date-time' }),
  releasedAt: nullableTime('Newest of this is the latest; null while it is held back'),
  optimized: Type.Boolean({ description: 'Its layer is kept ready' }),
  deprecation: DEPRECATION,
});

export const FAMILY = Type.Object({
  name: Type.String(),
  projectId: Type.String(),
  latest: Type.Union([FAMILY_IMAGE, Type.Null()], { description: 'The image that the family stands for' }),
  pinned: Type.Boolean({ description: 'It stands for that one whatever is newer' }),
});

export const FAMILY_CHANGE = Type.Object({
  number: Type.Integer({ description: 'Counts up from 1' }),
  action: Type.Enum(FAMILY_ACTIONS),
  imageId: Type.String(),
  from: nullableText('What was the latest before'),
  to: nullableText('What was the latest after'),
  reason: nullableText(),
  userId: Type.String(),
  userName: Type.String(),
  at: Type.String({ format: 'date-time' }),
});

/** @param now milliseconds since the epoch. */
export function renderImage(image: Image, now: number) {
  const content = contentOf(image);
  const releasedAt = releasedAtOf(image);
  return {
    id: image.id,
    name: image.name,
    projectId: image.ownerId,
    family: familyOf(image),
    status: image.state.status,
    visibility: image.visibility,
    diskFormat: image.diskFormat,
    size: content?.size ?? null,
    virtualSize: content?.virtualSize ?? null,
    createdAt: timeText(image.createdAt),
    releasedAt: releasedAt === null ? null : timeText(releasedAt),
    optimized: isOptimized(image),
    deprecation: renderDeprecation(image, now),
  };
}

export function renderDeprecation(image: Image, now: number) {
  const deprecation = deprecationOf(image);
  const { deprecatedAt, obsoleteAt, replacementId, reason } = deprecation;
  return {
    state: stateAt(deprecation, now),
    deprecatedAt: deprecatedAt === null ? null : timeText(deprecatedAt),
    obsoleteAt: obsoleteAt === null ? null : timeText(obsoleteAt),
    replacementId,
    reason,
  };
}

export function renderFamily({ name, projectId, latest, isPinned }: Family, now: number) {
  return { name, projectId, latest: latest && renderImage(latest, now), pinned: isPinned };
}

export function renderChange({ at, ...change }: FamilyChange) {
  return { ...change, at: timeText(at) };
}

function timeText(time: number): string {
  return new Date(time).toISOString();
}
