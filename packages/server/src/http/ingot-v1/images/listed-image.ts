import { Type } from 'typebox';
import { VISIBILITIES, type Image, type ImageFigures } from '../../../images/index.ts';
import type { Measured } from '../../../storage/index.ts';
import { FAMILY_IMAGE, renderImage } from '../families/family-schema.ts';

const nullable = (type: ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>, description: string) =>
  Type.Union([type, Type.Null()], { description });

/** States of images that lists can be narrowed to. */
export const LISTED_STATUSES = ['queued', 'saving', 'active', 'uploading', 'importing', 'deactivated'] as const;

export const LISTED_IMAGE = Type.Object({
  ...FAMILY_IMAGE.properties,
  status: Type.Enum([...LISTED_STATUSES, 'deleted']),
  visibility: Type.Enum(VISIBILITIES),
  protected: Type.Boolean(),
  description: nullable(Type.String(), 'Its property `description`'),
  system: nullable(Type.String(), 'What runs on it, by its properties `os_distro` and `os_version`'),
  tags: Type.Array(Type.String()),
  updatedAt: Type.String({ format: 'date-time' }),
  failure: nullable(Type.String(), 'Why it waits for data again'),
  versions: Type.Integer({
    description: 'Images that `heads` folds into it, itself included; 1000 is as many or more',
  }),
  push: Type.Union([Type.Object({ received: Type.Integer(), size: Type.Integer() }), Type.Null()], {
    description: 'Bytes that have come of it, while it is pushed',
  }),
  operation: nullable(Type.String(), 'Id of what makes it, while it is `importing`'),
  stored: nullable(Type.Integer(), 'Bytes of its distinct chunks as they are stored; null until that was measured'),
  unique: nullable(Type.Integer(), 'Of those, what nothing else of its project has'),
});

/** @param now milliseconds since the epoch. */
export function renderListed(image: Image, { versions, push }: ImageFigures, measured: Measured | null, now: number) {
  const { properties, state } = image;
  const said = (name: string): string => (Object.hasOwn(properties, name) ? (properties[name] ?? '') : '');
  return {
    ...renderImage(image, now),
    protected: image.protected,
    description: said('description') || null,
    system: [said('os_distro'), said('os_version')].filter(Boolean).join(' ') || null,
    tags: [...image.tags],
    updatedAt: new Date(image.updatedAt).toISOString(),
    failure: state.status === 'queued' ? state.failure : null,
    versions,
    push,
    operation: state.status === 'importing' ? state.task : null,
    stored: measured?.stored ?? null,
    unique: measured?.unique ?? null,
  };
}
