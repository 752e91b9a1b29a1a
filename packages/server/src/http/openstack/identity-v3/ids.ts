import { IngotError } from '../../../kernel/errors.ts';

/**
 * An id of a path.
 *
 * @throws IngotError `not-found` for what cannot be an id: there is no such thing.
 */
export function pathId<Id>(parse: (text: string) => Id | null, text: string, kind: string): Id {
  const id = parse(text);
  if (id === null) throw new IngotError('not-found', `Could not find ${kind}: ${text}.`);
  return id;
}

/**
 * An id of a body or a query.
 *
 * @throws IngotError `invalid`
 */
export function givenId<Id>(parse: (text: string) => Id | null, text: string, key: string): Id {
  const id = parse(text);
  if (id === null) throw new IngotError('invalid', `${key} is "${text}", which is not an id.`);
  return id;
}
