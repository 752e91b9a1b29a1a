const DOT = '.'.charCodeAt(0);

/**
 * @param pattern one component of a path; `*` stands for any run of bytes, but not for a leading dot.
 * @param ignoreCase of ASCII letters.
 */
export function matcher(pattern: Buffer, ignoreCase: boolean): (name: Buffer) => boolean {
  const fold = (bytes: Buffer): string => {
    const text = bytes.toString('latin1');
    return ignoreCase ? text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
  };
  const [first = '', ...rest] = fold(pattern).split('*');
  const last = rest.pop();
  return (name) => {
    if (name[0] === DOT && pattern[0] !== DOT) return false;
    const text = fold(name);
    if (last === undefined) return text === first;
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
