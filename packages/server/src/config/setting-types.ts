import { isIP } from 'node:net';

/**
 * How one setting is read from text. `parse` returns null for a value that is not allowed; `allowed` is the end of the
 * sentence "… must be …" and of the help line.
 */
export interface SettingType<Value> {
  parse(text: string): Value | null;
  format(value: Value): string;
  readonly allowed: string;
  /** Never repeated to anybody, not even where it is wrong: there may be a password in it. */
  readonly secret?: boolean;
}

export const text: SettingType<string> = {
  parse: (value) => (value.trim() === '' ? null : value),
  format: (value) => value,
  allowed: 'a text that is not empty',
};

/** An http or https address without a trailing slash. */
export const httpAddress: SettingType<string> = {
  parse: (value) => {
    if (!URL.canParse(value)) return null;
    const url = new URL(value);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href.replace(/\/+$/, '') : null;
  },
  format: (value) => value,
  allowed: 'an http or https address such as https://images.example.org',
};

/** An address, or `auto`. */
export const baseUrl: SettingType<string> = {
  parse: (value) => (value === 'auto' ? value : httpAddress.parse(value)),
  format: (value) => value,
  allowed: `${httpAddress.allowed}, or auto`,
};

/** Where the records are kept: `sqlite`, or the address of a PostgreSQL database. */
export const databaseUrl: SettingType<string> = {
  parse: (value) => (value === 'sqlite' || /^postgres(ql)?:\/\/./.test(value) ? value : null),
  format: (value) => value,
  allowed: 'sqlite or an address such as postgres://ingot@db.example.org/ingot',
  secret: true,
};

export function integer(low: number, high: number): SettingType<number> {
  return {
    parse: (value) => {
      if (!/^-?\d+$/.test(value)) return null;
      const number = Number(value);
      return number >= low && number <= high ? number : null;
    },
    format: String,
    allowed: `a whole number from ${low} to ${high}`,
  };
}

export function choice<const Choice extends string>(choices: readonly Choice[]): SettingType<Choice> {
  return {
    parse: (value) => choices.find((known) => known === value) ?? null,
    format: (value) => value,
    allowed: `one of ${choices.join(', ')}`,
  };
}

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** Bytes; suffixes K, M, G, T (also KiB, KB, …) are powers of 1024, as `qemu-img` reads them. */
export const size: SettingType<number> = {
  parse: (value) => {
    const match = /^(\d+)\s*([kmgt]?)(?:i?b)?$/i.exec(value);
    if (!match?.[1]) return null;
    const bytes = Number(match[1]) * (SIZE_UNITS[(match[2] ?? '').toLowerCase()] ?? 1);
    return Number.isSafeInteger(bytes) ? bytes : null;
  },
  format: (value) => {
    for (const [unit, factor] of Object.entries(SIZE_UNITS).toReversed()) {
      if (value >= factor && value % factor === 0)
        return unit === '' ? String(value) : `${value / factor}${unit.toUpperCase()}iB`;
    }
    return String(value);
  },
  allowed: 'a number of bytes such as 1073741824, 512MiB or 2TiB',
};

/** As `size`, and more than nothing. */
export const positiveSize: SettingType<number> = {
  ...size,
  parse: (value) => {
    const bytes = size.parse(value);
    return bytes === 0 ? null : bytes;
  },
  allowed: `${size.allowed}, and not 0`,
};

const DURATION_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds; needs a unit, because "60" has been read as minutes once too often. */
export const duration: SettingType<number> = {
  parse: (value) => {
    const match = /^(\d+)\s*(ms|s|m|h|d)$/.exec(value);
    if (!match?.[1] || !match[2]) return null;
    return Number(match[1]) * (DURATION_UNITS[match[2]] ?? 1);
  },
  format: (value) => {
    for (const [unit, factor] of Object.entries(DURATION_UNITS).toReversed()) {
      if (value >= factor && value % factor === 0) return `${value / factor}${unit}`;
    }
    return `${value}ms`;
  },
  allowed: 'a time with a unit such as 30s, 15m, 12h or 7d',
};

/** A duration within bounds, in milliseconds. */
export function durationBetween(low: number, high: number): SettingType<number> {
  return {
    parse: (value) => {
      const milliseconds = duration.parse(value);
      return milliseconds !== null && milliseconds >= low && milliseconds <= high ? milliseconds : null;
    },
    format: (value) => duration.format(value),
    allowed: `${duration.allowed}, from ${duration.format(low)} to ${duration.format(high)}`,
  };
}

/** Comma-separated words; empty means none. */
export const list: SettingType<readonly string[]> = {
  parse: (value) =>
    value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  format: (value) => value.join(','),
  allowed: 'a list of words separated by commas',
};

function listOf(isAllowed: (word: string) => boolean, allowed: string): SettingType<readonly string[]> {
  return {
    parse: (value) => {
      const words = list.parse(value) ?? [];
      return words.every(isAllowed) ? words : null;
    },
    format: (value) => list.format(value),
    allowed,
  };
}

/** Addresses and networks in CIDR notation. */
export const networks = listOf(isNetwork, 'a list of IP addresses or networks such as 10.0.0.0/8, separated by commas');

/** Host names too. */
export const hosts = listOf(
  (word) => isNetwork(word) || /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i.test(word),
  'a list of host names, IP addresses or networks such as 10.0.0.0/8, separated by commas',
);

function isNetwork(word: string): boolean {
  const [address = '', prefix, ...rest] = word.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (bits < 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

/** Comma-separated TCP ports. */
export const ports: SettingType<readonly number[]> = {
  parse: (value) => {
    const numbers = list.parse(value)?.map(Number) ?? [];
    return numbers.every((port) => Number.isInteger(port) && port > 0 && port < 65_536) ? numbers : null;
  },
  format: (value) => value.join(','),
  allowed: 'a list of port numbers separated by commas',
};
