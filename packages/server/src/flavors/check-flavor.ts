import { IngotError } from '../kernel/errors.ts';
import { ARCHITECTURES, DESKTOP_TYPES, HARDWARE_LIMITS, type Flavor } from './flavor.ts';

/** Letters of any script, digits and `.-_ ` between: names stand in command lines and file names. */
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._ -]{0,61}[\p{L}\p{N}])?$/u;
const LONGEST_TEXT = 255;
const AMOUNTS = ['vcpus', 'memoryMib', 'systemDiskGib', 'dataDiskGib'] as const;

/** @throws IngotError `invalid` for values that no flavor may have. */
export function checkFlavor(flavor: Flavor): void {
  if (!NAME.test(flavor.name)) {
    throw new IngotError('invalid', 'The name of a flavor has 1 to 63 letters, digits and ". - _ " between them.');
  }
  for (const [key, text] of Object.entries({ description: flavor.description, model: flavor.model })) {
    if (text === null) continue;
    if (text.length > LONGEST_TEXT || !/^[^\p{Cc}]+$/u.test(text)) {
      throw new IngotError(
        'invalid',
        `The ${key} has 1 to ${LONGEST_TEXT} characters, none of them a control character.`,
      );
    }
  }
  for (const key of AMOUNTS) {
    const value = flavor[key];
    const { least, most } = HARDWARE_LIMITS[key];
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue;
    throw new IngotError('invalid', `${key} has to be a whole number from ${least} to ${most}.`);
  }
  if (!ARCHITECTURES.includes(flavor.architecture)) {
    throw new IngotError('invalid', `The architecture has to be one of ${ARCHITECTURES.join(', ')}.`);
  }
  if (!flavor.desktopTypes.every((type) => DESKTOP_TYPES.includes(type))) {
    throw new IngotError('invalid', `The types of desktops are ${DESKTOP_TYPES.join(', ')}.`);
  }
}
