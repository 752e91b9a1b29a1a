/**
 * Who asks, in the order of the columns. The thing asked for belongs to the project `home` and, if it is an image, is
 * shared: with one project that has not answered yet and one that has accepted.
 */
export const PERSONAS = ['none', 'expired', 'reader', 'member', 'other', 'pending', 'accepted', 'admin'] as const;
export type Persona = (typeof PERSONAS)[number];

/** Personas that come with a token that holds. */
export type KnownPersona = Exclude<Persona, 'none' | 'expired'>;

/** The statuses for each persona, as eight numbers in the order of `PERSONAS`. */
export type Row = `${number} ${number} ${number} ${number} ${number} ${number} ${number} ${number}`;

export function expectedOf(row: Row): Record<Persona, number> {
  const statuses = row.split(' ').map(Number);
  return Object.fromEntries(PERSONAS.map((persona, column) => [persona, statuses[column]])) as Record<Persona, number>;
}
