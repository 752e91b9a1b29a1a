import type { DriveFile } from './hypervisor.ts';
import type { Machine } from './machine.ts';

/** Where the files are found; no version of them is older than what is in them. */
const LATEST = 'openstack/latest';

/**
 * What a guest is told about itself, as the files of a config drive of OpenStack: cloud-init and cloudbase-init find them
 * on a disc of this label. Networks are not described, so that guests ask by DHCP.
 *
 * https://docs.openstack.org/nova/latest/user/metadata.html#config-drives
 */
export const CONFIG_DRIVE_LABEL = 'config-2';

/** @returns null for a machine that is to have none. */
export function configDriveOf(machine: Machine): readonly DriveFile[] | null {
  if (!machine.configDrive) return null;
  const { userData } = machine;
  return [
    { path: `${LATEST}/meta_data.json`, content: Buffer.from(JSON.stringify(metaData(machine))) },
    ...(userData ? [{ path: `${LATEST}/user_data`, content: userData }] : []),
  ];
}

function metaData({ id, name, ownerId, key, metadata }: Machine): Readonly<Record<string, unknown>> {
  return {
    uuid: id,
    name,
    hostname: hostName(name, id),
    project_id: ownerId,
    launch_index: 0,
    ...(Object.keys(metadata).length > 0 && { meta: metadata }),
    ...(key && {
      public_keys: { [key.name]: key.publicKey },
      keys: [{ name: key.name, type: 'ssh', data: key.publicKey }],
    }),
  };
}

/** One label of a domain name (RFC 1123 2.1): what else is in the name of a machine is left out. */
function hostName(name: string, id: string): string {
  const label = name
    .toLowerCase()
    .replaceAll(/[\s_.]+/g, '-')
    .replaceAll(/[^a-z0-9-]/g, '')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
  return label === '' ? `server-${id}` : label;
}
