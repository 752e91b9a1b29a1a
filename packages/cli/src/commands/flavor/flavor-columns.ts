import type { Answer } from '@ingot/client';
import { bytes, record, type Column, type Output } from '../../output/output.ts';

export type Flavor = Answer<'get', '/api/v1/flavors/{id}'>;

/** Where a desktop of an image runs. */
export const DESKTOP_TYPES = ['vdi', 'idv', 'voi', 'tci'] as const;
export const ARCHITECTURES = ['x86_64', 'aarch64'] as const;

export const FLAVOR_COLUMNS: readonly Column<Flavor>[] = [
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.vcpus', of: ({ vcpus }) => vcpus },
  { label: 'column.memory', of: ({ memoryMib }) => bytes(memoryMib * 2 ** 20) },
  { label: 'column.system-disk', of: ({ systemDiskGib }) => gib(systemDiskGib) },
  { label: 'column.data-disk', of: ({ dataDiskGib }) => gib(dataDiskGib) },
  { label: 'column.desktop-types', of: ({ desktopTypes }) => desktopTypes.join(', ') || null },
  { label: 'column.model', of: ({ model }) => model },
];

const FIELDS: readonly Column<Flavor>[] = [
  { label: 'column.id', of: ({ id }) => id },
  ...FLAVOR_COLUMNS,
  { label: 'column.architecture', of: ({ architecture }) => architecture },
  { label: 'column.description', of: ({ description }) => description },
  { label: 'column.project', of: ({ projectId }) => projectId },
  { label: 'column.built-in', of: ({ builtIn }) => builtIn },
];

export function flavorRecord(flavor: Flavor): Output {
  return record(flavor, FIELDS);
}

/** 0 is none, or whatever it takes. */
function gib(size: number) {
  return size === 0 ? null : bytes(size * 2 ** 30);
}
