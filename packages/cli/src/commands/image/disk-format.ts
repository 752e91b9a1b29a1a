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

type DiskFormat = (typeof DISK_FORMATS)[number];

/** Endings of files that were compressed as a whole. */
const COMPRESSED = /\.(gz|xz|bz2|zst)$/i;

/**
 * What the name of a file or an address says that it is, which is what people mean by it: a raw disk unless it ends
 * otherwise, and a compressed one where another ending follows that.
 *
 * @param disk what was said of it.
 */
export function formatsOf(
  name: string,
  disk?: DiskFormat,
): { readonly disk_format: DiskFormat; readonly container_format: 'bare' | 'compressed' | 'ova' } {
  const plain = name.replace(/[?#].*$/, '');
  const inner = plain.replace(COMPRESSED, '');
  const ending = path.extname(inner).slice(1).toLowerCase();
  if (ending === 'ova' && inner === plain) return { disk_format: disk ?? 'vmdk', container_format: 'ova' };
  const found = DISK_FORMATS.find((format) => format === (ending === 'vpc' ? 'vhd' : ending));
  return { disk_format: disk ?? found ?? 'raw', container_format: inner === plain ? 'bare' : 'compressed' };
}

/** What an image of the file is called where nobody says. */
export function nameOf(file: string): string {
  return path.parse(path.basename(file).replace(COMPRESSED, '')).name;
}
