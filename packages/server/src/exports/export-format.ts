import type { LaidOutFormat } from '@ingot/disk';

/** Formats whose files are known before the data of the disk are read: they are made while they are sent. */
export type StreamedFormat = 'raw' | LaidOutFormat;
/** Formats whose files have to be made first. */
export type CompressedFormat = 'qcow2-zlib' | 'qcow2-zstd' | 'vmdk-stream';
export type ExportFormat = StreamedFormat | CompressedFormat;

/** Every file that a disk can be had as, with the usual end of its name. */
const EXTENSION: Readonly<Record<ExportFormat, string>> = {
  raw: 'raw',
  qcow2: 'qcow2',
  'qcow2-zlib': 'qcow2',
  'qcow2-zstd': 'qcow2',
  vhd: 'vhd',
  'vhd-fixed': 'vhd',
  vhdx: 'vhdx',
  vmdk: 'vmdk',
  'vmdk-stream': 'vmdk',
};

export const EXPORT_FORMATS = Object.keys(EXTENSION).filter((format) => isExportFormat(format));

function isExportFormat(text: string): text is ExportFormat {
  return Object.hasOwn(EXTENSION, text);
}

export function isCompressed(format: ExportFormat): format is CompressedFormat {
  return format === 'qcow2-zlib' || format === 'qcow2-zstd' || format === 'vmdk-stream';
}

/** @param name of the image, which may be anything. @returns what is a name of a file everywhere. */
export function fileName(name: string, format: ExportFormat): string {
  // What separates or ends names somewhere, and what is not shown.
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_').replace(/^\.+/, '_');
  return `${plain.slice(0, 200)}.${EXTENSION[format]}`;
}
