import { DiskError } from '../../disk-error.ts';

/** Tags of reparse points ([MS-FSCC] 2.1.2.1). */
const TAG = {
  MOUNT_POINT: 0xa000_0003,
  SYMLINK: 0xa000_000c,
  LX_SYMLINK: 0xa000_001d,
  AF_UNIX: 0x8000_0023,
  LX_FIFO: 0x8000_0024,
  LX_CHR: 0x8000_0025,
  LX_BLK: 0x8000_0026,
} as const;
const SPECIAL = new Set<number>([TAG.AF_UNIX, TAG.LX_FIFO, TAG.LX_CHR, TAG.LX_BLK]);
/** What stores the bytes of a file somewhere else, by its name. */
const STORED_ELSEWHERE: Readonly<Record<number, string>> = {
  0x8000_0013: 'Data Deduplication',
  0x8000_0017: 'the Windows Overlay Filter (CompactOS)',
};
/** Longest that there may be ([MS-FSCC] 2.1.2). */
export const MAX_REPARSE_DATA = 16 * 1024;
const HEADER = 8;
const SYMLINK_HEADER = 20;
const MOUNT_POINT_HEADER = 16;
const LX_SYMLINK_HEADER = 12;
/** What full names begin with inside Windows. */
const NT_PREFIX = /^(?:\\\?\?\\|\\\\\?\\)(UNC\\)?/;

/** What a file or directory with a reparse point is instead. */
export type ReparsePoint =
  | { readonly kind: 'link'; readonly target: Buffer }
  | { readonly kind: 'special' }
  /** Its bytes, or its entries, are made by a part of Windows that is named here. */
  | { readonly kind: 'foreign'; readonly by: string };

/** The value of $REPARSE_POINT ([MS-FSCC] 2.1.2). @throws DiskError */
export function parseReparsePoint(bytes: Buffer): ReparsePoint {
  if (bytes.length < HEADER) throw malformed();
  const tag = bytes.readUInt32LE(0);
  if (tag === TAG.SYMLINK) return { kind: 'link', target: substituteName(bytes, SYMLINK_HEADER) };
  if (tag === TAG.MOUNT_POINT) return { kind: 'link', target: substituteName(bytes, MOUNT_POINT_HEADER) };
  if (tag === TAG.LX_SYMLINK) return { kind: 'link', target: Buffer.from(bytes.subarray(LX_SYMLINK_HEADER)) };
  if (SPECIAL.has(tag)) return { kind: 'special' };
  return { kind: 'foreign', by: STORED_ELSEWHERE[tag] ?? `the reparse tag 0x${tag.toString(16)}` };
}

/** Without the prefix of full names ([MS-FSCC] 2.1.2.4 and 2.1.2.5), so that it begins with `C:/` as users know it. */
function substituteName(bytes: Buffer, header: number): Buffer {
  if (bytes.length < header) throw malformed();
  const start = header + bytes.readUInt16LE(8);
  const end = start + bytes.readUInt16LE(10);
  if (end > bytes.length) throw malformed();
  const name = bytes
    .toString('utf16le', start, end)
    .replace(NT_PREFIX, (_, share: string | undefined) => (share ? '\\\\' : ''));
  return Buffer.from(name.replaceAll('\\', '/'));
}

function malformed(): DiskError {
  return new DiskError('malformed', 'A reparse point of the NTFS volume is damaged.');
}
