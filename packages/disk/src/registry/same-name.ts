/**
 * Compares names without case as Windows does it: each UTF-16 unit for itself, so that the length never changes (`ß` stays
 * as it is).
 */
export function isSameName(a: string, b: string): boolean {
  return a.length === b.length && (a === b || foldCase(a) === foldCase(b));
}

function foldCase(name: string): string {
  return Array.from({ length: name.length }, (_, index) => foldUnit(name.charAt(index))).join('');
}

function foldUnit(unit: string): string {
  const upper = unit.toUpperCase();
  return upper.length === 1 ? upper : unit;
}
