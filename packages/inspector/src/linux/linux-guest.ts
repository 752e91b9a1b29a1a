import { componentsOf, DiskError, resolvePath, type DirectoryNode } from '@ingot/disk';
import type { DiskPart } from '../disk/disk-parts.ts';
import { factOf } from '../guest/fact.ts';
import type { LinuxGuest } from '../guest/guest.ts';
import type { GuestFiles } from '../guest/guest-files.ts';
import { treeFiles } from '../guest/tree-files.ts';
import { apkPackages } from '../packages/apk.ts';
import { dpkgPackages } from '../packages/dpkg.ts';
import { rpmPackages } from '../packages/rpm/rpm-packages.ts';
import type { Packages, Service } from '../report/findings.ts';
import { linuxArchitecture } from './architecture.ts';
import { linuxSystem } from './linux-system.ts';
import { bareTree, mountedTree } from './mounted-tree.ts';
import { openrcServices } from './openrc-services.ts';
import { systemdServices } from './systemd-services.ts';

/** Files that only the root of a system has; links to them count, wherever they lead. */
const MARKS = [
  '/etc/os-release',
  '/usr/lib/os-release',
  '/etc/astra_version',
  '/etc/redhat-release',
  '/etc/debian_version',
];

/** Whether a system begins at this directory, without anything mounted. @throws DiskError */
export async function isLinuxRoot(directory: DirectoryNode): Promise<boolean> {
  for (const mark of MARKS) {
    if ((await resolvePath(bareTree(directory), componentsOf(Buffer.from(mark)), false)) !== null) return true;
  }
  return false;
}

/** What is known of the system whose root is this directory. @param part the name of the part that it lies on. */
export async function openLinuxGuest(
  root: DirectoryNode,
  part: string,
  parts: readonly DiskPart[],
): Promise<LinuxGuest> {
  const tree = await mountedTree(root, parts);
  const files = treeFiles(tree, { split: componentsOf, start: '', ignoreCase: false });
  const packages = await factOf(() => packagesOf(files));
  return {
    family: 'linux',
    part,
    tree,
    files,
    packages,
    os: await factOf(() => linuxSystem(files)),
    architecture: await factOf(() => linuxArchitecture(files, packages.known ? packages.value : null)),
    services: await factOf(() => servicesOf(files)),
  };
}

async function packagesOf(files: GuestFiles): Promise<Packages> {
  const packages = (await dpkgPackages(files)) ?? (await rpmPackages(files)) ?? (await apkPackages(files));
  if (packages !== null) return packages;
  throw new DiskError('unsupported', 'No database of packages was found: of dpkg, rpm or apk.');
}

async function servicesOf(files: GuestFiles): Promise<Service[]> {
  const isOpenrc = (await files.find('/etc/runlevels'))?.kind === 'directory';
  return isOpenrc ? openrcServices(files) : systemdServices(files);
}
