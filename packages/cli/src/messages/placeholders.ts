/** The names in braces in a text: `'{done} of {total}'` has `'done' | 'total'`. */
export type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Puts the values in the places of their names. A name without a value stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{([\w-]+)\}/g, (place, name: string) => String(values[name] ?? place));
}
