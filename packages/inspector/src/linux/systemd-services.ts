import type { GuestFiles } from '../guest/guest-files.ts';
import type { Service } from '../report/findings.ts';
import { ServiceList } from '../report/service-list.ts';
import { enabledNames, findUnits, type Unit } from './systemd-units.ts';

type Start = Service['start'];
type Units = ReadonlyMap<string, Unit>;

const MAX_UNIT = 256 * 1024;
const SCRIPTS = '/etc/init.d';

/**
 * Units of systemd and how they start, as `systemctl list-unit-files` tells of a system that is off, and scripts of
 * System V, of which systemd makes units.
 * @throws DiskError
 */
export async function systemdServices(files: GuestFiles): Promise<Service[]> {
  const units = await findUnits(files);
  const enabled = await enabledNames(files);
  const started = new Set([...enabled].map((name) => targetOf(units, name)));
  for (const unit of units.values()) if (unit.kind === 'alias') started.add(targetOf(units, unit.of));

  const starts = new Map<string, Start>();
  for (const [name, unit] of units) {
    if (unit.kind === 'masked') starts.set(name, 'masked');
    else if (unit.kind === 'file') {
      starts.set(name, started.has(name) ? 'enabled' : await startWithoutLink(files, unit.path));
    }
  }

  const list = new ServiceList();
  for (const name of new Set([...units.keys(), ...enabled])) {
    const start = starts.get(targetOf(units, name)) ?? instanceStart(starts, name);
    if (start !== undefined) list.add(name, start);
  }
  for (const [name, start] of await scripts(files)) if (!units.has(name)) list.add(name, start);
  return list.done();
}

/** The unit that a name stands for; the name of one that is there leads to it in one step. */
function targetOf(units: Units, name: string): string {
  const unit = units.get(name);
  return unit?.kind === 'alias' ? unit.of : name;
}

/** `getty@tty1.service` is made of `getty@.service`, and enabled by its own link. */
function instanceStart(starts: ReadonlyMap<string, Start>, name: string): Start | undefined {
  const template = starts.get(name.replace(/@[^@]+(?=\.[a-z]+$)/, '@'));
  return template === undefined || template === 'masked' ? template : 'enabled';
}

/** What a unit is that nothing enables: one that could be, or one that others start. */
async function startWithoutLink(files: GuestFiles, path: Buffer): Promise<Start> {
  const text = (await files.read(path, MAX_UNIT))?.toString('latin1') ?? '';
  const install = text.split(/^\[/m).find((section) => section.startsWith('Install]')) ?? '';
  return /^\s*(?:WantedBy|RequiredBy|UpheldBy|Also|Alias)\s*=\s*\S/m.test(install) ? 'disabled' : 'static';
}

/** Units that systemd-sysv-generator(8) makes: enabled by a link of any run level that is for several users. */
async function scripts(files: GuestFiles): Promise<ReadonlyMap<string, Start>> {
  const linked = new Set<string>();
  for (const level of [2, 3, 4, 5]) {
    for await (const { path } of files.list(`/etc/rc${level}.d`)) {
      const [, name] = /\/S\d\d([^/]+)$/.exec(path.toString()) ?? [];
      if (name !== undefined) linked.add(name);
    }
  }
  const found = new Map<string, Start>();
  for await (const { path, node } of files.list(SCRIPTS)) {
    const name = path.toString().slice(SCRIPTS.length + 1);
    if (node.kind === 'file' && !name.startsWith('.') && name !== 'README') {
      found.set(`${name.replace(/\.sh$/, '')}.service`, linked.has(name) ? 'enabled' : 'disabled');
    }
  }
  return found;
}
