/** `2026-11-21T04:41:00.123000`: Cinder's times have microseconds and no zone; they are UTC. @param time milliseconds since the epoch. */
export function wireTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '000');
}
