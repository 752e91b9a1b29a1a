const DOT = 0x2e;
const SLASH = 0x2f;

/** The directory itself, or its parent. */
export function isDots(name: Buffer): boolean {
  return (name.length === 1 || name.length === 2) && name.every((byte) => byte === DOT);
}

/** Whether no path could have this name in it: it is empty, or has a `/` or NUL. */
export function isImpossibleName(name: Buffer): boolean {
  return name.length === 0 || name.includes(0) || name.includes(SLASH);
}
