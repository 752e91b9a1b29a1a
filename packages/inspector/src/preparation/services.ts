import type { LinuxGuest } from '../guest/guest.ts';
import { enabledNames, findUnits, UNIT_PLACES } from '../linux/systemd-units.ts';
import type { Places } from './places.ts';
import type { PlanDraft } from './plan-draft.ts';

/** A package whose services are to start. */
interface Wanted {
  readonly package: string;
  /** All that are there; they are called differently from release to release. */
  readonly units: readonly string[];
  /** Files that keep it from starting. */
  readonly switches: readonly string[];
}

export const WANTED_SERVICES = {
  'guest-agent': {
    package: 'qemu-guest-agent',
    units: ['qemu-guest-agent.service', 'qemu-ga.service'],
    switches: [],
  },
  'cloud-init': {
    package: 'cloud-init',
    units: [
      'cloud-init-local.service',
      'cloud-init-main.service',
      'cloud-init-network.service',
      'cloud-init.service',
      'cloud-config.service',
      'cloud-final.service',
    ],
    switches: ['/etc/cloud/cloud-init.disabled'],
  },
} as const satisfies Record<string, Wanted>;

/** Where an administrator's decisions on units lie. */
const DECISIONS = '/etc/systemd/system';
const MAX_UNIT = 256 * 1024;
/** Names of units that can be part of a path (systemd.unit(5)); `\x2d` stands for a dash. */
const UNIT_NAME = /^[\w:@\\-][\w:.@\\-]{0,199}\.(?:target|service|socket|device|timer|path|mount)$/;

/**
 * Lets the services of a package start with the system, as `systemctl unmask` and `systemctl enable` would, where the
 * package is installed; where it is not there is nothing to be enabled, which the report tells.
 * @throws DiskError
 */
export async function mendServices(
  { package: name, units, switches }: Wanted,
  guest: LinuxGuest,
  places: Places,
  draft: PlanDraft,
): Promise<void> {
  if (!guest.packages.known) {
    draft.leave(name, 'unreadable', guest.packages.reason);
    return;
  }
  if (!guest.packages.value.installed.some((each) => each.name === name)) return;
  for (const path of switches) {
    const place = await places.find(path);
    if (place !== null) await draft.remove(place);
  }
  const known = await findUnits(guest.files);
  const enabled = await enabledNames(guest.files);
  for (const unit of units) {
    const found = known.get(unit);
    if (found?.kind === 'masked') await unmask(unit, places, draft);
    if (found !== undefined && found.kind !== 'alias' && !enabled.has(unit)) await enable(unit, guest, places, draft);
  }
}

async function unmask(unit: string, places: Places, draft: PlanDraft): Promise<void> {
  const path = `${DECISIONS}/${unit}`;
  const mask = await places.find(path);
  if (mask === null) draft.leave(path, 'link');
  else await draft.remove(mask);
}

/** Links the unit where its own `[Install]` section wants it; one without is started by others. */
async function enable(unit: string, { files }: LinuxGuest, places: Places, draft: PlanDraft): Promise<void> {
  const path = await sourceOf(unit, files);
  if (path === null) return;
  const text = (await files.read(path, MAX_UNIT))?.toString('latin1') ?? '';
  const decisions = await places.directory(DECISIONS);
  for (const folder of foldersOf(text)) {
    const link = `${DECISIONS}/${folder}/${unit}`;
    const there = await places.find(`${DECISIONS}/${folder}`);
    const inside = there === null ? null : places.within(there);
    if (decisions === null || (there !== null && inside === null)) {
      draft.leave(link, 'link');
      continue;
    }
    const { part, node } = inside ?? decisions;
    const below = inside === null ? folder : null;
    draft.link({ part, path: link }, { directory: Number(node.id), below, name: unit, target: path });
  }
}

/** The unit that a package brought, whatever masks it. */
async function sourceOf(unit: string, files: LinuxGuest['files']): Promise<string | null> {
  for (const place of UNIT_PLACES) {
    const path = `${place}/${unit}`;
    const node = place === DECISIONS ? null : await files.find(path);
    if (node?.kind === 'file' && node.content.size > 0) return path;
  }
  return null;
}

function foldersOf(unit: string): string[] {
  const install = unit.split(/^\[/m).find((section) => section.startsWith('Install]')) ?? '';
  const folders: string[] = [];
  for (const [, how, names = ''] of install.matchAll(/^\s*(WantedBy|RequiredBy)\s*=([^\n]*)$/gm)) {
    const suffix = how === 'WantedBy' ? 'wants' : 'requires';
    const targets = names.split(/\s+/).filter((name) => UNIT_NAME.test(name));
    folders.push(...targets.map((target) => `${target}.${suffix}`));
  }
  return [...new Set(folders)].slice(0, 8);
}
