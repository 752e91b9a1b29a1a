import type { GuestFiles } from '../guest/guest-files.ts';
import type { OperatingSystem } from '../report/findings.ts';
import { shown } from '../report/shown.ts';
import { parseOsRelease } from './os-release.ts';

type LinuxSystem = Extract<OperatingSystem, { family: 'linux' }>;

const MAX_TEXT = 64 * 1024;

/** Which Linux it is. @throws DiskError */
export async function linuxSystem(files: GuestFiles): Promise<LinuxSystem> {
  const release = (await text(files, '/etc/os-release')) ?? (await text(files, '/usr/lib/os-release'));
  const fields = parseOsRelease(release ?? '');
  const astra = await astraFacts(files);
  const said = release === null && astra === null ? await beforeOsRelease(files) : null;
  const id = fields.get('ID')?.toLowerCase() ?? (astra === null ? (said?.id ?? 'linux') : 'astra');
  const isAstra = id === 'astra';
  return {
    family: 'linux',
    id: shown(id),
    like: (fields.get('ID_LIKE') ?? '').split(/\s+/).filter(Boolean).slice(0, 16).map(shown),
    name: shown(fields.get('PRETTY_NAME') ?? fields.get('NAME') ?? said?.name ?? (isAstra ? 'Astra Linux' : 'Linux')),
    version: orNull(fields.get('VERSION_ID') ?? said?.version ?? (isAstra ? astra?.version : null)),
    edition: orNull((isAstra ? astra?.level : null) ?? fields.get('VARIANT_ID')),
    build: orNull((isAstra ? astra?.build : null) ?? fields.get('BUILD_ID') ?? fields.get('IMAGE_VERSION')),
  };
}

interface AstraFacts {
  readonly version: string | null;
  readonly build: string | null;
  readonly level: string | null;
}

/** Levels of protection, the least first. */
const LEVELS = ['orel', 'voronezh', 'smolensk'];

/**
 * What Astra Linux keeps in files of its own. The level is in the description of its licence; the community edition, which
 * has none, bears it as its code name.
 */
async function astraFacts(files: GuestFiles): Promise<AstraFacts | null> {
  const version = (await text(files, '/etc/astra_version'))?.trim() ?? null;
  const build = (await text(files, '/etc/astra/build_version'))?.trim() ?? null;
  if (version === null && build === null) return null;
  const licence = parseOsRelease((await text(files, '/etc/astra_license')) ?? '').get('DESCRIPTION') ?? '';
  const codename = parseOsRelease((await text(files, '/etc/lsb-release')) ?? '').get('DISTRIB_CODENAME') ?? '';
  const level = LEVELS.find((name) => new RegExp(`\\b${name}\\b`, 'i').test(`${licence} ${codename}`));
  return { version: version?.split(/\s/, 1)[0] ?? null, build: build ?? version, level: level ?? null };
}

/** Systems that are older than os-release. */
async function beforeOsRelease(
  files: GuestFiles,
): Promise<{ id: string; name: string; version: string | null } | null> {
  const redHat = (await text(files, '/etc/redhat-release'))?.trim();
  if (redHat !== undefined) {
    const id = /^centos/i.test(redHat) ? 'centos' : /^fedora/i.test(redHat) ? 'fedora' : 'rhel';
    return { id, name: redHat, version: /release (\d[\d.]*)/.exec(redHat)?.[1] ?? null };
  }
  const debian = (await text(files, '/etc/debian_version'))?.trim();
  return debian === undefined ? null : { id: 'debian', name: `Debian ${debian}`, version: debian };
}

async function text(files: GuestFiles, path: string): Promise<string | null> {
  return (await files.read(path, MAX_TEXT))?.toString() ?? null;
}

function orNull(value: string | null | undefined): string | null {
  return value === undefined || value === null || value === '' ? null : shown(value);
}
