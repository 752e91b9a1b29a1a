/** ISO 8601 of a time of the Block Storage API, which is in UTC and does not say so. */
export function isoOf(time: string): string {
  return `${time}Z`;
}
