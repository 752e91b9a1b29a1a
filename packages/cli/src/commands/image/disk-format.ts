import path from 'node:path';

export const DISK_FORMATS = [
  'raw',
  'qcow2',
  'vhd',
  'vhdx',
  'vmdk',
  'vdi',
  'iso',
  'ploop',
  'aki',
  'ari',
  'ami',
] as const;

/** The disk format that the name of a file or an address ends in, which is what people mean by it; raw for all others. */
export function formatOf(name: string): (typeof DISK_FORMATS)[number] {
  const ending = path
    .extname(name.replace(/[?#].*$/, ''))
    .slice(1)
    .toLowerCase();
  return DISK_FORMATS.find((format) => format === (ending === 'vpc' ? 'vhd' : ending)) ?? 'raw';
}
