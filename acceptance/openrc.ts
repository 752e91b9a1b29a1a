import { readFile } from 'node:fs/promises';

/** The `OS_…` variables that tell an OpenStack client where to go and who it is. */
export type Openrc = Readonly<Record<string, string>>;

/** Reads a file of plain `export NAME=value` lines, single quotes allowed, as a shell would. */
export async function readOpenrc(file: string): Promise<Openrc> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const match = /^export (OS_[A-Z_]+)=(?:'([^']*)'|([^\s']*))$/.exec(line);
      if (!match?.[1]) throw new Error(`${file} has a line that is no plain export: ${line}`);
      return [match[1], match[2] ?? match[3] ?? ''];
    }),
  );
}

/** The same cloud as somebody else. */
export function openrcOf(
  cloud: Openrc,
  user: { readonly name: string; readonly domain: string; readonly password: string; readonly projectId: string },
): Openrc {
  const { OS_PROJECT_NAME: _name, OS_PROJECT_DOMAIN_NAME: _domain, ...rest } = cloud;
  return {
    ...rest,
    OS_USERNAME: user.name,
    OS_PASSWORD: user.password,
    OS_USER_DOMAIN_NAME: user.domain,
    OS_PROJECT_ID: user.projectId,
  };
}
