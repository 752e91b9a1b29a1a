import type { GuestRegistry } from '../guest/guest-registry.ts';
import { PackageList } from '../packages/package-list.ts';
import type { Packages } from '../report/findings.ts';
import { textOf } from './registry-text.ts';

/** Where installers enter programs: those for the system's own processors, and 32-bit ones on a 64-bit system. */
const VIEWS = [
  { key: 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall', architecture: null },
  { key: 'SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall', architecture: 'i686' },
] as const;

/** Programs that are installed for all users. Entries without a name are parts of others. @throws DiskError */
export async function windowsPrograms(registry: GuestRegistry): Promise<Packages> {
  const list = new PackageList();
  for (const { key, architecture } of VIEWS) {
    for (const entry of (await registry.subkeys(key)) ?? []) {
      const name = await textOf(registry, `${key}\\${entry}`, 'DisplayName');
      if (name === null) continue;
      list.add(name, (await textOf(registry, `${key}\\${entry}`, 'DisplayVersion')) ?? '', architecture);
    }
  }
  return list.done('windows');
}
