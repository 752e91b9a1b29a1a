/** `2026-11-21T04:41:00Z`. @param time milliseconds since the epoch. */
export function wireTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+/, '');
}
