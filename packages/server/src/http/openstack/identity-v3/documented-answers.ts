import { Type, type Static, type TProperties } from 'typebox';
import { noBody } from '../documented-answers.ts';

export { noBody };

const ERROR = Type.Object(
  {
    error: Type.Object({
      code: Type.Integer({ description: 'The status' }),
      message: Type.String({ description: 'A sentence that says what was wrong and, where there is one, the way out' }),
      title: Type.String(),
    }),
  },
  { description: 'Refused' },
);

/** What every route may answer. */
export const REFUSALS = { '4xx': ERROR } as const;

/** What most changes answer. */
export const NO_CONTENT = { 204: noBody('Done'), ...REFUSALS } as const;

/** Where a thing is. */
export const SELF = Type.Object({ self: Type.String() });
/** Keystone's options of a resource; there are none. */
export const OPTIONS = Type.Object({});
export const ID_AND_NAME = Type.Object({ id: Type.String(), name: Type.String() });

const LIST_FIELDS = {
  links: Type.Object({
    self: Type.String(),
    next: Type.Union([Type.String(), Type.Null()], { description: 'The page after this one' }),
    previous: Type.Null(),
  }),
  truncated: Type.Optional(Type.Boolean({ description: 'There is more than this' })),
};
const LINKS = Type.Object(LIST_FIELDS);
export type ListLinks = Static<typeof LINKS>;

/** A list: its items under the name of the collection, and where the next page is. */
export function listOf<const Items extends TProperties>(items: Items) {
  return Type.Object({ ...items, ...LIST_FIELDS });
}
