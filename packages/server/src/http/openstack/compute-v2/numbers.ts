import { IngotError } from '../../../kernel/errors.ts';

/** A whole number not below 0, or its digits, as Nova takes both. @throws IngotError `invalid`. */
export function wholeNumber(value: unknown, key: string): number {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new IngotError('invalid', `${key} has to be a whole number, not below 0.`);
}
