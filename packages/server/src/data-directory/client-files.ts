import { readFile, rename, writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import type { DataDirectory } from './data-directory.ts';

/** What an OpenStack client needs to know. */
export interface ClientAccess {
  readonly authUrl: string;
  readonly region: string;
  /** The first administrator; null when users are somebody else's business and bring their own. */
  readonly user: { readonly name: string; readonly password: string; readonly projectName: string } | null;
}

/**
 * Writes `openrc` (plain `export` lines) and `clouds.yaml` (cloud `ingot`), readable by their owner only.
 * https://docs.openstack.org/python-openstackclient/latest/cli/authentication.html
 */
export async function writeClientFiles(directory: DataDirectory, access: ClientAccess): Promise<void> {
  const { user } = access;
  const variables: Record<string, string> = {
    OS_AUTH_URL: access.authUrl,
    ...(user && {
      OS_USERNAME: user.name,
      OS_PASSWORD: user.password,
      OS_PROJECT_NAME: user.projectName,
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PROJECT_DOMAIN_NAME: 'Default',
    }),
    OS_REGION_NAME: access.region,
    OS_IDENTITY_API_VERSION: '3',
    OS_IMAGE_API_VERSION: '2',
    OS_INTERFACE: 'public',
  };
  const openrc = Object.entries(variables)
    .map(([name, value]) => `export ${name}=${shellWord(value)}\n`)
    .join('');
  const clouds = {
    clouds: {
      ingot: {
        auth: {
          auth_url: access.authUrl,
          ...(user && {
            username: user.name,
            password: user.password,
            project_name: user.projectName,
            user_domain_name: 'Default',
            project_domain_name: 'Default',
          }),
        },
        region_name: access.region,
        interface: 'public',
        identity_api_version: 3,
      },
    },
  };
  await replaceFile(directory.openrc, openrc);
  await replaceFile(directory.cloudsYaml, stringify(clouds));
}

/**
 * The password that the first start wrote, so that a start under another address can write the files again; null when
 * the administrator has taken the file away.
 */
export async function readWrittenPassword(directory: DataDirectory): Promise<string | null> {
  let openrc: string;
  try {
    openrc = await readFile(directory.openrc, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return /^export OS_PASSWORD=(\S+)$/m.exec(openrc)?.[1] ?? null;
}

/** Values stay plain where the shell reads them as they are; everything else is quoted. */
function shellWord(value: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.new`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
}
