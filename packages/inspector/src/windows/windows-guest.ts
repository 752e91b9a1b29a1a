import type { DirectoryNode } from '@ingot/disk';
import { factOf } from '../guest/fact.ts';
import type { WindowsGuest } from '../guest/guest.ts';
import { openRegistry } from './open-registry.ts';
import { windowsArchitecture } from './windows-architecture.ts';
import { windowsFiles } from './windows-files.ts';
import { windowsPrograms } from './windows-programs.ts';
import { windowsServices } from './windows-services.ts';
import { windowsSystem } from './windows-system.ts';

const MARK = 'C:/Windows/System32/config/SOFTWARE';

/** Whether a Windows lies on this file system. @throws DiskError */
export async function isWindowsRoot(root: DirectoryNode): Promise<boolean> {
  return (await windowsFiles(root).findLink(MARK)) !== null;
}

/** What is known of the Windows on this file system. @param part the name of the part that it lies on. @throws DiskError `io` */
export async function openWindowsGuest(root: DirectoryNode, part: string): Promise<WindowsGuest> {
  const files = windowsFiles(root);
  const registry = await openRegistry(files);
  return {
    family: 'windows',
    part,
    files,
    registry,
    os: await factOf(() => windowsSystem(registry)),
    architecture: await factOf(() => windowsArchitecture(files, registry)),
    packages: await factOf(() => windowsPrograms(registry)),
    services: await factOf(() => windowsServices(registry)),
  };
}
