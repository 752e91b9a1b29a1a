/** A text that stands in an address: a router reads what looks like a number as such. */
export function textOf(value: unknown): string | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}

/** Whether a list is narrowed to anything by what its address says. */
export function isNarrowed(search: object): boolean {
  return Object.values(search).some((value) => value !== undefined);
}
