import { IngotError } from '../kernel/errors.ts';

/** Keystone's widths, which clients and their tests know. */
export const NAME_LENGTH = { domain: 64, project: 64, user: 255, role: 255, 'application credential': 255 } as const;

/** @throws IngotError `invalid` for a name that is blank or longer than `NAME_LENGTH` allows. */
export function checkName(kind: keyof typeof NAME_LENGTH, name: string): string {
  const longest = NAME_LENGTH[kind];
  if (name.trim() === '' || name.length > longest) {
    throw new IngotError('invalid', `The name of a ${kind} must have 1 to ${longest} characters and not be blank.`);
  }
  return name;
}

/** @throws IngotError `conflict`, with the name, when somebody else has it. */
export function checkFree(
  kind: keyof typeof NAME_LENGTH,
  name: string,
  holder: { id: string } | null,
  id: string,
): void {
  if (holder !== null && holder.id !== id) {
    throw new IngotError('conflict', `There is already a ${kind} with the name ${name}.`);
  }
}
