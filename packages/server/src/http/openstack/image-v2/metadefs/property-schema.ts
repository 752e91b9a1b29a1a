import { Type, type Static } from 'typebox';
import { PROPERTY_TYPES, type Entry, type PropertyBody, type PropertyType } from '../../../../metadefs/index.ts';
import { distinct } from '../../../distinct.ts';

/** The most characters of a name: of a namespace, of what it holds, of a property's key. */
export const NAME_LENGTH = 80;
export const NAME = Type.String({ minLength: 1, maxLength: NAME_LENGTH });

const VALUE_TYPE = Type.Unsafe<PropertyType | null>({ enum: [...PROPERTY_TYPES, null] });
const NAMES = distinct(Type.String());
const LENGTH = Type.Integer({ minimum: 0 });

/** What a property says about its values, in the words of JSON Schema. */
const PROPERTY_FIELDS = {
  title: Type.String({ description: 'The property in the words of people' }),
  type: VALUE_TYPE,
  description: Type.Optional(Type.String()),
  operators: Type.Optional(Type.Array(Type.String(), { description: 'Operators that may stand before a value' })),
  default: Type.Optional(Type.Unknown()),
  readonly: Type.Optional(Type.Boolean()),
  enum: Type.Optional(Type.Array(Type.Unknown(), { description: 'The values that there are' })),
  required: Type.Optional(NAMES),
  minimum: Type.Optional(Type.Number()),
  maximum: Type.Optional(Type.Number()),
  minLength: Type.Optional(LENGTH),
  maxLength: Type.Optional(LENGTH),
  pattern: Type.Optional(Type.String({ description: 'Regular expression that a text has to match' })),
  items: Type.Optional(
    Type.Object({ type: Type.Optional(VALUE_TYPE), enum: Type.Optional(Type.Array(Type.Unknown())) }),
  ),
  minItems: Type.Optional(LENGTH),
  maxItems: Type.Optional(LENGTH),
  uniqueItems: Type.Optional(Type.Boolean()),
  additionalItems: Type.Optional(Type.Boolean()),
};

/** A property by itself. */
export const PROPERTY = Type.Object({ name: NAME, ...PROPERTY_FIELDS }, { additionalProperties: false });

/** A property where its key names it. */
export const NAMED_PROPERTY = Type.Object(
  { name: Type.Optional(NAME), ...PROPERTY_FIELDS },
  { additionalProperties: false },
);

/** Properties by key. */
export const PROPERTIES = Type.Record(Type.String({ pattern: `^.{1,${NAME_LENGTH}}$` }), NAMED_PROPERTY, {
  additionalProperties: false,
});

export function propertyBody({ name: _key, ...body }: Static<typeof NAMED_PROPERTY>): PropertyBody {
  return body;
}

export function propertyBodies(properties: Static<typeof PROPERTIES>): Readonly<Record<string, PropertyBody>> {
  return Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, propertyBody(property)]));
}

export function renderProperty({ name, body }: Entry<'property'>): object {
  return { name, ...body };
}

/** @param prefix stands before every key. */
export function renderProperties(properties: readonly Entry<'property'>[], prefix = ''): object {
  return Object.fromEntries(properties.map(({ name, body }) => [prefix + name, body]));
}
