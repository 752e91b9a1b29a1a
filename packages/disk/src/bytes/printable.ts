const LONGEST = 120;

/**
 * Text from an untrusted file, made safe to put in a sentence: up to its first NUL, printable ASCII only (anything else
 * becomes `?`), at most 120 characters.
 */
export function printable(bytes: Buffer): string {
  const nul = bytes.indexOf(0);
  const text = bytes
    .subarray(0, nul < 0 ? undefined : nul)
    .subarray(0, LONGEST + 1)
    .toString('latin1')
    .replaceAll(/[^ -~]/g, '?');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
