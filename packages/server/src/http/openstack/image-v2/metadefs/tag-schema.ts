import { Type } from 'typebox';
import type { Entry } from '../../../../metadefs/index.ts';
import { wireTime } from '../wire-time.ts';
import { NAME } from './property-schema.ts';

/** A tag by itself. */
export const TAG = Type.Object(
  {
    name: NAME,
    created_at: Type.Optional(Type.String({ readOnly: true })),
    updated_at: Type.Optional(Type.String({ readOnly: true })),
  },
  { additionalProperties: false },
);

/** A tag in a list; what another service has said about it beside its name is ignored. */
export const LISTED_TAG = Type.Object({ name: NAME });

export function renderTag({ name, createdAt, updatedAt }: Entry<'tag'>) {
  return { name, created_at: wireTime(createdAt), updated_at: wireTime(updatedAt) };
}

export function renderListedTag({ name }: Entry<'tag'>) {
  return { name };
}
