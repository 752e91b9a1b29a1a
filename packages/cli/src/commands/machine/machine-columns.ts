import { bytes, record, time, type Column, type Output } from '../../output/output.ts';
import type { Machine } from './find-machine.ts';

export const MACHINE_COLUMNS: readonly Column<Machine>[] = [
  { label: 'column.id', of: ({ id }) => id },
  { label: 'column.name', of: ({ name }) => name, shrinks: true },
  { label: 'column.status', of: ({ status }) => status },
  { label: 'column.flavor', of: ({ flavor }) => flavor.name, shrinks: true },
  { label: 'column.image-type', of: ({ imageType }) => imageType },
  { label: 'column.created', of: ({ createdAt }) => time(createdAt) },
];

const FIELDS: readonly Column<Machine>[] = [
  ...MACHINE_COLUMNS,
  { label: 'column.failure', of: ({ failure }) => failure },
  { label: 'column.description', of: ({ description }) => description },
  { label: 'column.vcpus', of: ({ flavor }) => flavor.vcpus },
  { label: 'column.memory', of: ({ flavor }) => bytes(flavor.memoryMib * 2 ** 20) },
  { label: 'column.firmware', of: ({ firmware }) => firmware },
  { label: 'column.architecture', of: ({ architecture }) => architecture },
  { label: 'column.system', of: ({ osType }) => osType },
  { label: 'column.network', of: ({ network }) => network },
  { label: 'column.disks', of: ({ disks }) => disks.map(({ volumeId }) => volumeId).join(' ') },
  { label: 'column.media', of: ({ media }) => media.join(' ') || null },
  { label: 'column.key-pair', of: ({ keyName }) => keyName },
  { label: 'column.actions', of: ({ actions }) => actions.join(' ') },
];

/** What is known of a machine, then its metadata by key. */
export function machineRecord(machine: Machine): Output {
  return record(machine, FIELDS, Object.entries(machine.metadata));
}
