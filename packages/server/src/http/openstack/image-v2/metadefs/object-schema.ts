import { Type, type Static } from 'typebox';
import type { Entry, NewEntry } from '../../../../metadefs/index.ts';
import { wireTime } from '../wire-time.ts';
import { metadefSchemaPath, namespacePath } from './metadef-paths.ts';
import { distinct } from '../../../distinct.ts';
import { NAME, PROPERTIES, propertyBodies } from './property-schema.ts';

const OBJECT_FIELDS = {
  name: NAME,
  description: Type.Optional(Type.String()),
  required: Type.Optional(distinct(Type.String(), { description: 'Properties that have to be set together' })),
  properties: Type.Optional(PROPERTIES),
};

const READ_ONLY_FIELDS = {
  self: Type.Optional(Type.String({ readOnly: true })),
  schema: Type.Optional(Type.String({ readOnly: true })),
  created_at: Type.Optional(Type.String({ readOnly: true })),
  updated_at: Type.Optional(Type.String({ readOnly: true })),
};

/** An object by itself. */
export const OBJECT = Type.Object({ ...OBJECT_FIELDS, ...READ_ONLY_FIELDS }, { additionalProperties: false });

/** An object in a namespace; what another service has said about it beside that is ignored. */
export const NAMESPACE_OBJECT = Type.Object(OBJECT_FIELDS);

export function newObject({ name, ...object }: Static<typeof NAMESPACE_OBJECT>): NewEntry<'object'> {
  return {
    name,
    body: {
      ...(object.description === undefined ? {} : { description: object.description }),
      required: object.required ?? [],
      properties: propertyBodies(object.properties ?? {}),
    },
  };
}

/** @param prefix stands before every key. */
export function renderObject(namespace: string, { name, body, createdAt, updatedAt }: Entry<'object'>, prefix = '') {
  return {
    name,
    ...(body.description === undefined ? {} : { description: body.description }),
    required: body.required.map((key) => prefix + key),
    properties: Object.fromEntries(Object.entries(body.properties).map(([key, property]) => [prefix + key, property])),
    created_at: wireTime(createdAt),
    updated_at: wireTime(updatedAt),
    self: `${namespacePath(namespace)}/objects/${encodeURIComponent(name)}`,
    schema: metadefSchemaPath('object'),
  };
}
