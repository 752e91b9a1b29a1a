import { Type, type TArrayOptions, type TSchema } from 'typebox';

/**
 * An array of texts or numbers in which none stands twice. TypeBox has a keyword for that, `uniqueItems`, but lists what stands
 * twice in a time that grows with its square: whoever sends an array of nothing else would keep everybody waiting.
 */
export function distinct<Items extends TSchema>(items: Items, options: TArrayOptions = {}) {
  return Type.Refine(Type.Array(items, options), (values) => new Set(values).size === values.length);
}
