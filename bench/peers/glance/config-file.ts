/** A configuration file of OpenStack's services (oslo.config): sections of `key = value`. */
export function configFile(sections: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const lines = Object.entries(sections).flatMap(([name, values]) => [
    `[${name}]`,
    ...Object.entries(values).map(([key, value]) => `${key} = ${value}`),
    '',
  ]);
  return lines.join('\n');
}
