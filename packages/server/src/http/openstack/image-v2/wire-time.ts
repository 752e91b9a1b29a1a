/** `2026-11-21T04:41:00Z`: times in answers have whole seconds. @param time milliseconds since the epoch. */
export function wireTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const DATE = String.raw`(\d{4})-?(\d\d)-?(\d\d)`;
const CLOCK = String.raw`(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?`;
// A plus sign that was not escaped in a query arrives as a space.
const ZONE = String.raw`(Z|[+\- ]\d\d(?::?\d\d)?)?`;
const ISO_8601 = new RegExp(`^${DATE}(?:[T ]${CLOCK}${ZONE})?$`);

/**
 * A point in time in ISO 8601; without a zone it is UTC, without a clock time midnight.
 *
 * @returns milliseconds since the epoch; null when `text` is no such thing.
 */
export function parseWireTime(text: string): number | null {
  const match = ISO_8601.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone = 'Z'] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // Date.parse refuses a 13th month but turns 30 February into March.
  if (Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day)) return null;
  return time + Math.trunc(Number(`0.${fraction}`) * 1000) - zoneOffset(zone);
}

/** Milliseconds that a zone is ahead of UTC. */
function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
