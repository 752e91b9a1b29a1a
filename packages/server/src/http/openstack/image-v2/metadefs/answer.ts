import { Type, type TSchema, type TUnsafe } from 'typebox';

/** The schema of an answer, for the documentation: what renderers give is read-only, which the type of a schema is not. */
export function answer(schema: TSchema): TUnsafe<object> {
  return Type.Unsafe<object>(schema);
}
