/** Disk formats that an image may have, by the name of the Image API. */
export const FORMATS = ['raw', 'qcow2', 'vhd', 'vhdx', 'vmdk', 'vdi', 'iso'] as const;
export type Format = (typeof FORMATS)[number];

interface Mark {
  readonly format: Format;
  /** Bytes from the beginning, or before the end where that is negative. */
  readonly offset: number;
  readonly text: string;
}

/** By what files of these formats are known; what has none of these marks is a plain disk. */
const MARKS: readonly Mark[] = [
  { format: 'qcow2', offset: 0, text: 'QFI\u00FB' },
  { format: 'vhdx', offset: 0, text: 'vhdxfile' },
  { format: 'vmdk', offset: 0, text: 'KDMV' },
  { format: 'vmdk', offset: 0, text: '# Disk DescriptorFile' },
  { format: 'vdi', offset: 64, text: '\u007F\u0010\u00DA\u00BE' },
  { format: 'iso', offset: 32_769, text: 'CD001' },
  { format: 'vhd', offset: -512, text: 'conectix' },
];

/** What a file seems to be. The service looks at it itself, and more closely, when it comes. */
export async function detectFormat(file: Blob): Promise<Format> {
  for (const { format, offset, text } of MARKS) {
    const start = offset < 0 ? Math.max(0, file.size + offset) : offset;
    const bytes = new Uint8Array(await file.slice(start, start + text.length).arrayBuffer());
    // A disk that has an ISO 9660 and a partition table boots from both: it is taken for a disc.
    if (String.fromCharCode(...bytes) === text) return format;
  }
  return 'raw';
}
