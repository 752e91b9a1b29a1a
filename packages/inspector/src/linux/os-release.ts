/**
 * os-release(5): assignments of a shell, without its expansions. Lines that are none are left out, the last of two counts.
 */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^\s*([A-Za-z_][A-Za-z0-9_]*)=(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, unquote(value));
  }
  return fields;
}

function unquote(value: string): string {
  if (value.startsWith("'")) return value.slice(1, value.indexOf("'", 1) < 0 ? undefined : value.indexOf("'", 1));
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"?/.exec(value) ?? [];
  return (quoted ?? value).replaceAll(/\\([\\"$`'])/g, '$1');
}
