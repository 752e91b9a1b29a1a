/** Numbers, sizes and times as a reader of `locale` writes them. */
export interface Formats {
  /** Bytes in the largest unit of 1024 that leaves a number of at least 1, such as `2.5 GiB`. */
  readonly bytes: (count: number) => string;
  /** ISO 8601 to the minute, in the reader's time zone. */
  readonly time: (iso: string) => string;
  /** The day of an ISO 8601 time, in the reader's time zone. */
  readonly day: (iso: string) => string;
  readonly number: (value: number) => string;
  /** Of a share from 0 to 1, whole; never all of it before it is. */
  readonly percent: (share: number) => string;
  /** To three digits. */
  readonly ratio: (value: number) => string;
}

const UNITS = {
  en: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'],
  ru: ['Б', 'КиБ', 'МиБ', 'ГиБ', 'ТиБ', 'ПиБ'],
} as const;

export function formatsOf(locale: keyof typeof UNITS): Formats {
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const whole = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    bytes: (count) => {
      let value = count;
      let step = 0;
      for (; value >= 1024 && step < UNITS[locale].length - 1; step += 1) value /= 1024;
      return `${(value >= 1000 ? whole : numbers).format(value)}\u00A0${UNITS[locale][step] ?? ''}`;
    },
    // A time of day stays on one line.
    time: (iso) => times.format(new Date(iso)).replace(/\s([AP]M)$/, '\u00A0$1'),
    // Tables have no room for the word that Russian puts after a year.
    day: (iso) => days.format(new Date(iso)).replace(/\sг\.$/, ''),
    number: (value) => whole.format(value),
    percent: (share) => percents.format(Math.floor(share * 100) / 100),
    ratio: (value) => numbers.format(value),
  };
}
