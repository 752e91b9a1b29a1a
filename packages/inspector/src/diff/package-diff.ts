import type { Package, Packages } from '../report/findings.ts';
import type { PackageDiff } from './disk-diff-schema.ts';

type Installed = Pick<Packages, 'installed'>;

/**
 * Compares what is installed. What is there in several versions at once (kernels of rpm, programs of Windows) counts as
 * added and removed, for nobody can say which of them became which.
 */
export function diffPackages(before: Installed, after: Installed): PackageDiff {
  const [old, fresh] = [byName(before), byName(after)];
  const added: Package[] = [];
  const removed: Package[] = [];
  const changed: PackageDiff['changed'][number][] = [];
  for (const key of [...new Set([...old.keys(), ...fresh.keys()])].toSorted()) {
    const was = old.get(key) ?? [];
    const is = fresh.get(key) ?? [];
    const gone = was.filter(({ version }) => !is.some((one) => one.version === version));
    const come = is.filter(({ version }) => !was.some((one) => one.version === version));
    const [only, another] = [gone[0], come[0]];
    if (only !== undefined && another !== undefined && was.length === 1 && is.length === 1) {
      const { name, architecture } = only;
      changed.push({ name, architecture, before: only.version, after: another.version });
    } else {
      removed.push(...gone);
      added.push(...come);
    }
  }
  return { added, removed, changed };
}

function byName({ installed }: Installed): ReadonlyMap<string, readonly Package[]> {
  return Map.groupBy(installed, ({ name, architecture }) => `${name}\0${architecture ?? ''}`);
}
