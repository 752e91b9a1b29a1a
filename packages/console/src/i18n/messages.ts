import type { en } from './en.ts';

type English = keyof typeof en;
/** Of a message with a count, such as `images.count` for `images.count_one`. */
type Counted = English extends infer Key ? (Key extends `${infer Base}_one` ? Base : never) : never;
type Uncounted = Exclude<English, `${Counted}_${string}`>;

/** The plural categories of Russian (Unicode CLDR). */
type Category = 'one' | 'few' | 'many' | 'other';

/** What a catalog in another language holds: every message, and of those with a count every form. */
export type Messages = Readonly<Record<Uncounted | `${Counted}_${Category}`, string>>;
