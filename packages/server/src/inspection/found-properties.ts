import type { Findings, OperatingSystem, SystemFindings } from '@ingot/inspector';
import type { Image, SuggestedProperty, Suggestion } from '../images/index.ts';

type FoundProperties = Readonly<Partial<Record<SuggestedProperty, string>>>;

/**
 * What was found on a disk in the words of Glance's "common image properties"; what is not known for certain is left
 * out. Of a disk with several systems nothing is said of them.
 */
export function foundProperties({ systems, firmware }: Findings): FoundProperties {
  const [system] = systems;
  if (system === undefined || systems.length > 1) return {};
  const { os, architecture } = system;
  const agent = hasGuestAgent(system);
  return {
    os_type: system.family,
    ...(os.known && { os_distro: distroOf(os.value), ...versionOf(os.value) }),
    ...(architecture.known && { architecture: architecture.value }),
    // One that starts with both leaves the choice to who starts it.
    ...(firmware.known &&
      firmware.value.bios !== firmware.value.uefi && { hw_firmware_type: firmware.value.uefi ? 'uefi' : 'bios' }),
    ...(agent !== null && { hw_qemu_guest_agent: agent ? 'yes' : 'no' }),
  };
}

const GIB = 2 ** 30;

/** Of what was found what is worth saying of the image; null where there is no system to say it of. */
export function suggestionOf(findings: Findings): Suggestion | null {
  if (findings.systems.length === 0) return null;
  const { hw_qemu_guest_agent: agent, ...properties } = foundProperties(findings);
  return {
    properties: { ...properties, ...(agent === 'yes' && { hw_qemu_guest_agent: agent }) },
    minDisk: Math.ceil(findings.layout.size / GIB),
  };
}

/** Something that an image says of itself, and that is not what was found on it. */
export interface Contradiction {
  readonly property: SuggestedProperty | 'min_disk';
  readonly value: string;
  readonly found: string;
}

export function contradictionsOf(
  { properties, minDisk, diskFormat }: Pick<Image, 'properties' | 'minDisk' | 'diskFormat'>,
  findings: Findings,
): readonly Contradiction[] {
  const found = Object.entries(foundProperties(findings)) as [SuggestedProperty, string][];
  const contradictions: Contradiction[] = found.flatMap(([property, value]) => {
    const said = Object.hasOwn(properties, property) ? properties[property] : undefined;
    return said === undefined || said.toLowerCase() === value.toLowerCase()
      ? []
      : [{ property, value: said, found: value }];
  });
  const least = suggestionOf(findings)?.minDisk ?? 0;
  if (diskFormat !== 'iso' && minDisk > 0 && minDisk < least) {
    contradictions.push({ property: 'min_disk', value: String(minDisk), found: String(least) });
  }
  return contradictions;
}

/** Ids of os-release(5) that osinfo, and so Glance, has another name for. */
const DISTROS: Readonly<Record<string, string>> = {
  'opensuse-leap': 'opensuse',
  'opensuse-tumbleweed': 'opensuse',
  redhat: 'rhel',
};

function distroOf(os: OperatingSystem): string {
  return os.family === 'windows' ? 'windows' : (DISTROS[os.id] ?? os.id);
}

/** As its maker counts: `12`, `1.7`, `24.04`; `11`, `2019` of Windows. */
function versionOf(os: OperatingSystem): { readonly os_version?: string } {
  const version =
    os.family === 'windows'
      ? /^Windows (?:Server )?(\d[\d.]*(?: R2)?)/.exec(os.name)?.[1]
      : // Astra Linux has its architecture in it.
        os.version?.replace(/_x86-64$/, '');
  return version === undefined ? {} : { os_version: version };
}

const AGENT = /^(qemu-guest-agent|qemu-ga)(\.service)?$/i;
const STARTING: ReadonlySet<string> = new Set(['enabled', 'static', 'automatic']);

/** Whether the guest agent of QEMU is installed and starts; null where that is not known. */
function hasGuestAgent({ family, packages, services }: SystemFindings): boolean | null {
  if (!services.known) return null;
  const starts = services.value.some(({ name, start }) => AGENT.test(name) && STARTING.has(start));
  if (family === 'windows' || !starts) return starts;
  return packages.known ? packages.value.installed.some(({ name }) => name === 'qemu-guest-agent') : null;
}
