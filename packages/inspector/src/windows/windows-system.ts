import type { GuestRegistry } from '../guest/guest-registry.ts';
import type { OperatingSystem } from '../report/findings.ts';
import { shown } from '../report/shown.ts';
import { numberOf, textOf } from './registry-text.ts';

const VERSION = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

/** From this build on it is called Windows 11, though `ProductName` still says 10. */
const FIRST_BUILD_OF_11 = 22_000;

/** Which Windows it is. @throws DiskError */
export async function windowsSystem(registry: GuestRegistry): Promise<Extract<OperatingSystem, { family: 'windows' }>> {
  const text = async (name: string): Promise<string | null> => {
    const value = await textOf(registry, VERSION, name);
    return value === null ? null : shown(value);
  };
  const build = (await text('CurrentBuild')) ?? (await text('CurrentBuildNumber'));
  const revision = await numberOf(registry, VERSION, 'UBR');
  const installation = await text('InstallationType');
  const product = (await text('ProductName')) ?? 'Windows';
  const isEleven = installation === 'Client' && Number(build) >= FIRST_BUILD_OF_11;
  return {
    family: 'windows',
    name: isEleven ? product.replace('Windows 10', 'Windows 11') : product,
    version: (await text('DisplayVersion')) ?? (await text('ReleaseId')) ?? (await text('CurrentVersion')),
    edition: await text('EditionID'),
    build: build === null || revision === null ? build : `${build}.${revision}`,
    installation,
  };
}
