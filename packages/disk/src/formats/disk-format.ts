/** What the bytes of an image are, as found by looking at them. */
export type DiskFormat = 'raw' | 'qcow2' | 'vhd' | 'vhdx' | 'vmdk' | 'vdi' | 'qed' | 'iso' | 'ploop' | 'luks';

/** What the owner says they are: the values of Glance's `disk_format`. */
export type DeclaredFormat =
  | 'ami'
  | 'ari'
  | 'aki'
  | 'vhd'
  | 'vhdx'
  | 'vmdk'
  | 'raw'
  | 'qcow2'
  | 'vdi'
  | 'iso'
  | 'ploop';

/**
 * Formats that QEMU opens (or once opened) when it is left to guess, and that no `disk_format` stands for. We recognise
 * them so that nobody passes one off as raw, and accept them under no name.
 */
const BANNED_FORMATS = ['qed', 'qcow', 'cow', 'bochs', 'cloop', 'dmg'] as const;
export type BannedFormat = (typeof BANNED_FORMATS)[number];

export function isBanned(format: DetectedFormat): format is BannedFormat {
  return BANNED_FORMATS.some((banned) => banned === format);
}

export type DetectedFormat = DiskFormat | BannedFormat;

/** QEMU's name for the format (`qemu-img -f`), or null where QEMU has no driver to name in advice. */
export const QEMU_DRIVER: Readonly<Record<DetectedFormat, string | null>> = {
  raw: 'raw',
  qcow2: 'qcow2',
  vhd: 'vpc',
  vhdx: 'vhdx',
  vmdk: 'vmdk',
  vdi: 'vdi',
  qed: 'qed',
  iso: 'raw',
  ploop: 'parallels',
  luks: 'luks',
  qcow: 'qcow',
  cow: null,
  bochs: 'bochs',
  cloop: 'cloop',
  dmg: 'dmg',
};

/** The content that a declared format asks for. The Amazon kernel, ramdisk and machine images are plain bytes. */
export const CONTENT_OF: Readonly<Record<DeclaredFormat, DiskFormat>> = {
  ami: 'raw',
  ari: 'raw',
  aki: 'raw',
  raw: 'raw',
  qcow2: 'qcow2',
  vhd: 'vhd',
  vhdx: 'vhdx',
  vmdk: 'vmdk',
  vdi: 'vdi',
  iso: 'iso',
  ploop: 'ploop',
};
