import type { FileNode } from '@ingot/disk';
import type { GuestFiles } from '../guest/guest-files.ts';

/** Where units come from, what counts most first (systemd.unit(5)). */
export const UNIT_PLACES = [
  '/etc/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];
const UNIT = /^[^/]+\.(?:service|socket|timer|path)$/;

/** What a name of a unit stands for. */
export type Unit =
  | { readonly kind: 'file'; readonly path: Buffer }
  /** It never starts, whoever asks for it. */
  | { readonly kind: 'masked' }
  /** Another name of that unit. */
  | { readonly kind: 'alias'; readonly of: string };

/** Every unit by its name. Links that lead nowhere are no units. @throws DiskError */
export async function findUnits(files: GuestFiles): Promise<ReadonlyMap<string, Unit>> {
  const units = new Map<string, Unit>();
  for (const place of UNIT_PLACES) {
    for await (const { path, node } of files.list(place)) {
      const name = nameOf(path);
      if (units.has(name) || !UNIT.test(name)) continue;
      const unit = await unitOf(files, name, path, node);
      if (unit !== null) units.set(name, unit);
    }
  }
  return units;
}

async function unitOf(files: GuestFiles, name: string, path: Buffer, node: FileNode): Promise<Unit | null> {
  if (node.kind === 'file') return node.content.size === 0 ? { kind: 'masked' } : { kind: 'file', path };
  if (node.kind !== 'link') return null;
  const target = await node.target();
  if (target.toString('latin1') === '/dev/null') return { kind: 'masked' };
  const of = nameOf(target);
  if (of !== name && UNIT.test(of)) return { kind: 'alias', of };
  const linked = await files.find(path);
  return linked?.kind === 'file' ? { kind: 'file', path } : null;
}

/** Names that targets and other units pull in because an administrator, or a package for him, enabled them. @throws DiskError */
export async function enabledNames(files: GuestFiles): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const kind of ['wants', 'requires', 'upholds']) {
    for await (const { path } of files.glob(`/etc/systemd/system/*.${kind}/*`)) names.add(nameOf(path));
  }
  return names;
}

function nameOf(path: Buffer): string {
  return path.subarray(path.lastIndexOf('/') + 1).toString();
}
