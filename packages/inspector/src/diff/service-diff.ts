import type { Service } from '../report/findings.ts';
import type { ServiceDiff } from './disk-diff-schema.ts';

/** Compares when services start. */
export function diffServices(before: readonly Service[], after: readonly Service[]): ServiceDiff {
  const [old, fresh] = [byName(before), byName(after)];
  const diff: ServiceDiff = { added: [], removed: [], changed: [] };
  for (const name of [...new Set([...old.keys(), ...fresh.keys()])].toSorted()) {
    const [was, is] = [old.get(name), fresh.get(name)];
    if (was === undefined && is !== undefined) diff.added.push({ name, start: is });
    else if (was !== undefined && is === undefined) diff.removed.push({ name, start: was });
    else if (was !== undefined && is !== undefined && was !== is) diff.changed.push({ name, before: was, after: is });
  }
  return diff;
}

function byName(services: readonly Service[]): ReadonlyMap<string, Service['start']> {
  return new Map(services.map(({ name, start }) => [name, start]));
}
