import { Type } from 'typebox';

/** The body of every refusal of Cinder and Nova; its one key says of which kind it is. */
const FAULT = Type.Record(
  Type.String(),
  Type.Object({
    code: Type.Integer({ description: 'The status' }),
    message: Type.String({ description: 'A sentence that says what was wrong and, where there is one, the way out' }),
  }),
  { description: 'Refused: itemNotFound, badRequest, forbidden, conflictingRequest, overLimit, …' },
);

/** What every route may answer. */
export const REFUSALS = { '4xx': FAULT } as const;

/** A success that has no body. */
export function noBody(description: string) {
  return Type.Unsafe<undefined>({ type: 'null', description });
}

/** Where else a thing, or more of a list, is. */
export const LINKS = Type.Array(Type.Object({ rel: Type.String(), href: Type.String() }));

export const NULLABLE_TEXT = Type.Union([Type.String(), Type.Null()]);

/** Free pairs of text. */
export const METADATA = Type.Record(Type.String(), Type.String());
