/** Of any one line that is of interest; longer ones are cut. */
const MAX_LINE = 4096;

/**
 * Paragraphs of `Key: value` lines, as dpkg's and apk's databases have them. Only what begins a line is a key: a line that
 * begins with a space or tab goes on with the value before it, and is left out, whatever it looks like.
 *
 * Lines are taken from the bytes one by one, so that a large database is never held twice.
 */
export function* paragraphs(bytes: Buffer): Generator<ReadonlyMap<string, string>> {
  let fields = new Map<string, string>();
  for (const line of lines(bytes)) {
    if (line === '') {
      if (fields.size > 0) yield fields;
      fields = new Map();
    } else if (!/^\s/.test(line)) {
      const colon = line.indexOf(':');
      const key = line.slice(0, colon);
      // Nobody writes a key twice; whoever does is not to take back what was said first.
      if (colon > 0 && !fields.has(key)) fields.set(key, line.slice(colon + 1).trim());
    }
  }
  if (fields.size > 0) yield fields;
}

function* lines(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    yield bytes.toString('utf8', start, Math.min(end, start + MAX_LINE)).replace(/\r$/, '');
    start = end + 1;
  }
}
