/** Of a message with a count, such as `images.count` for `images.count_one`. */
type Counted<English> = English extends `${infer Base}_one` ? Base : never;
type Uncounted<English extends string> = Exclude<English, `${Counted<English>}_${string}`>;

/** The plural categories of Russian (Unicode CLDR). */
type Category = 'one' | 'few' | 'many' | 'other';

/** What a catalog in another language holds: every message of the English one, and of those with a count every form. */
export type Messages<English> = Readonly<
  Record<Uncounted<keyof English & string> | `${Counted<keyof English>}_${Category}`, string>
>;
