import type { en } from './en.ts';
import type { Placeholders } from './placeholders.ts';

export type MessageKey = keyof typeof en;

/** The catalog of a language has the keys of the English one: a missing key does not type-check. */
export type Messages = Readonly<Record<MessageKey, string>>;

/** Messages that need no value. */
export type PlainKey = {
  [Key in MessageKey]: [Placeholders<(typeof en)[Key]>] extends [never] ? Key : never;
}[MessageKey];

type Values<Text extends string> = [Placeholders<Text>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<Text>, string | number>>];

/** A message with all the values that it needs, for those who know no language. Only `message` makes one. */
export interface Message {
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, string | number>>;
}

export function message<Key extends MessageKey>(key: Key, ...[values]: Values<(typeof en)[Key]>): Message {
  return { key, values: values ?? {} };
}
