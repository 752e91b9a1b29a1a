import { Type, type Static } from 'typebox';
import type { Entry, NewEntry } from '../../../../metadefs/index.ts';
import { wireTime } from '../wire-time.ts';
import { NAME } from './property-schema.ts';

const ASSOCIATION_FIELDS = {
  name: Type.String({ ...NAME, description: 'Resource type, in the name that Heat has for it where there is one' }),
  prefix: Type.Optional(
    Type.String({
      maxLength: 80,
      description: 'Stands before every key of the namespace on this resource type, separator included',
    }),
  ),
  properties_target: Type.Optional(
    Type.String({ maxLength: 80, description: 'Which of several sets of properties of the resource is meant' }),
  ),
};

/** A resource type association by itself. */
export const ASSOCIATION = Type.Object(
  {
    ...ASSOCIATION_FIELDS,
    created_at: Type.Optional(Type.String({ readOnly: true })),
    updated_at: Type.Optional(Type.String({ readOnly: true })),
  },
  { additionalProperties: false },
);

/** An association in a namespace; what another service has said about it beside that is ignored. */
export const NAMESPACE_ASSOCIATION = Type.Object(ASSOCIATION_FIELDS);

export function newAssociation(wire: Static<typeof NAMESPACE_ASSOCIATION>): NewEntry<'association'> {
  return {
    name: wire.name,
    body: {
      ...(wire.prefix === undefined ? {} : { prefix: wire.prefix }),
      ...(wire.properties_target === undefined ? {} : { propertiesTarget: wire.properties_target }),
    },
  };
}

export function renderAssociation({ name, body, createdAt, updatedAt }: Entry<'association'>) {
  return {
    name,
    ...(body.prefix === undefined ? {} : { prefix: body.prefix }),
    ...(body.propertiesTarget === undefined ? {} : { properties_target: body.propertiesTarget }),
    created_at: wireTime(createdAt),
    updated_at: wireTime(updatedAt),
  };
}
