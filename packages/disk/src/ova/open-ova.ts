import type { ByteSource } from '../byte-source.ts';
import { MiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { readDescriptor, type Appliance } from './descriptor.ts';
import { checkManifest } from './manifest.ts';
import { readTar, type TarEntry } from './tar.ts';

export interface Ova {
  readonly appliance: Appliance;
  /** The first disk that has content: the one that machines boot from. */
  readonly disk: OvaDisk;
}

/** Where a disk lies within the file, in bytes. */
export interface OvaDisk {
  readonly offset: number;
  readonly size: number;
  readonly isCompressed: boolean;
}

/** Descriptions have some ten KiB, manifests some hundred bytes. */
const MAX_TEXT = MiB;

/**
 * Reads an appliance and, where it has a manifest, holds its files against that.
 *
 * @throws DiskError `malformed`, `unsupported`, `limit-exceeded`; what the source or the signal throws.
 */
export async function openOva(source: ByteSource, signal: AbortSignal): Promise<Ova> {
  const entries = await readTar(source);
  const descriptor = onlyOne(entries, '.ovf');
  if (!descriptor) throw new DiskError('malformed', 'The OVA has no description (a file that ends in .ovf).');
  const appliance = readDescriptor(await textOf(source, descriptor));
  const manifest = onlyOne(entries, '.mf');
  if (manifest) await checkManifest(source, await textOf(source, manifest), entries, signal);
  const described = appliance.disks.find(({ file }) => file !== null);
  if (!described) throw new DiskError('unsupported', 'The OVA has no disk with content.');
  const file = entries.find(({ name }) => name === described.file);
  // Also what reaches elsewhere is a name that is not here.
  if (!file) throw new DiskError('malformed', `The OVA lacks the file ${JSON.stringify(described.file)} of its disk.`);
  return { appliance, disk: { offset: file.offset, size: file.size, isCompressed: described.isCompressed } };
}

function onlyOne(entries: readonly TarEntry[], ending: string): TarEntry | null {
  const [found, more] = entries.filter(({ name }) => name.toLowerCase().endsWith(ending));
  if (more) throw new DiskError('malformed', `The OVA has several files that end in ${ending}.`);
  return found ?? null;
}

async function textOf(source: ByteSource, { name, offset, size }: TarEntry): Promise<string> {
  if (size > MAX_TEXT)
    throw new DiskError('limit-exceeded', `The file ${JSON.stringify(name)} in the OVA is too large.`);
  return (await source.read(offset, size)).toString('utf8');
}
