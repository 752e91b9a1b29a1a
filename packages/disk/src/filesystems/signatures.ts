import { KiB, SECTOR } from '../bytes/units.ts';

interface Signature {
  readonly at: number;
  readonly bytes: Buffer;
}

const LUKS = Buffer.from('LUKS\xba\xbe', 'latin1');
const BITLOCKER = Buffer.from('-FVE-FS-');
/** "BitLocker to go" on FAT: the reader for other systems lies in front, and says what it is by its GUID. */
const BITLOCKER_TO_GO = Buffer.from('3bd667492e29d84a8399f6a339e3d001', 'hex');
const SWAP = new Set(['SWAPSPACE2', 'SWAP-SPACE']);
const SWAP_LENGTH = 10;
/** Swap is marked at the end of its first page, whose size depends on the processor. */
const PAGE_SIZES = [4, 8, 16, 32, 64].map((size) => size * KiB);

/** What can be told from its mark alone, and is not read as a file system. */
const FOREIGN: Readonly<Record<string, readonly Signature[]>> = {
  'a Linux RAID member': [0, 4 * KiB].map((at) => ({ at, bytes: Buffer.from('fc4e2ba9', 'hex') })),
  exFAT: [{ at: 3, bytes: Buffer.from('EXFAT   ') }],
  ReFS: [{ at: 3, bytes: Buffer.from('ReFS\0\0\0\0') }],
  'an ISO 9660 file system': [{ at: 32 * KiB + 1, bytes: Buffer.from('CD001') }],
  SquashFS: [{ at: 0, bytes: Buffer.from('hsqs') }],
  F2FS: [{ at: KiB, bytes: Buffer.from('1020f5f2', 'hex') }],
};

/** @param head the first bytes of a part. @returns null where nothing says that it is encrypted. */
export function encryptionOf(head: Buffer): 'luks' | 'bitlocker' | null {
  if (has(head, { at: 0, bytes: LUKS })) return 'luks';
  const bitlocker = has(head, { at: 3, bytes: BITLOCKER }) || has(head, { at: 424, bytes: BITLOCKER_TO_GO });
  return bitlocker ? 'bitlocker' : null;
}

/** The label of LVM2 is in one of the first four sectors. */
export function isPhysicalVolume(head: Buffer): boolean {
  const type = Buffer.from('LVM2 001');
  return [0, 1, 2, 3].some((sector) => has(head, { at: sector * SECTOR + 24, bytes: type }));
}

export function isSwap(head: Buffer): boolean {
  return PAGE_SIZES.some((size) => SWAP.has(head.toString('latin1', size - SWAP_LENGTH, size)));
}

/** What a part holds that is no file system of ours; null where nothing says so. */
export function foreignContent(head: Buffer): string | null {
  return Object.entries(FOREIGN).find(([, marks]) => marks.some((mark) => has(head, mark)))?.[0] ?? null;
}

function has(head: Buffer, { at, bytes }: Signature): boolean {
  return head.subarray(at, at + bytes.length).equals(bytes);
}
