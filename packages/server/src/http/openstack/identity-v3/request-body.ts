import { Type, type TSchema } from 'typebox';

/** A key that may be absent, or null, which means the same to most clients. */
export function optional<Schema extends TSchema>(schema: Schema) {
  return Type.Optional(Type.Union([schema, Type.Null()]));
}
