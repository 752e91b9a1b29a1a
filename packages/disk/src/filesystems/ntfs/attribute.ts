import { uint64LE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { decodeMappingPairs, type Extent } from './mapping-pairs.ts';

/** Types of attributes that we read (Linux-NTFS project, "Attributes"). */
export const ATTRIBUTE = {
  STANDARD_INFORMATION: 0x10,
  ATTRIBUTE_LIST: 0x20,
  VOLUME_NAME: 0x60,
  VOLUME_INFORMATION: 0x70,
  DATA: 0x80,
  INDEX_ROOT: 0x90,
  INDEX_ALLOCATION: 0xa0,
  REPARSE_POINT: 0xc0,
} as const;

const END = 0xffff_ffff;
const HEADER = 16;
const RESIDENT_HEADER = 24;
const NON_RESIDENT_HEADER = 64;
const FLAG = { COMPRESSED: 0x00ff, ENCRYPTED: 0x4000 };

/** An attribute, or the piece of one that a record holds. */
export interface Attribute {
  readonly type: number;
  readonly name: string;
  /** Unique within its record. */
  readonly id: number;
  readonly compressed: boolean;
  readonly encrypted: boolean;
  readonly form: ResidentForm | NonResidentForm;
}

/** The value lies in the record. */
interface ResidentForm {
  readonly resident: true;
  readonly value: Buffer;
}

/** The value lies in clusters. */
export interface NonResidentForm {
  readonly resident: false;
  /** In clusters from the start of the value. */
  readonly firstVcn: number;
  readonly extents: readonly Extent[];
  /** Zero in every piece but the first. */
  readonly sizes: {
    /** In bytes. */
    readonly size: number;
    /** In bytes; what follows was never written and reads as zeros. */
    readonly initialized: number;
    /** Clusters that are compressed together. */
    readonly compressionUnit: number;
  };
}

/** The attributes of a record, in its order. @param bytes those in use, from the first attribute on. @throws DiskError */
export function parseAttributes(bytes: Buffer): Attribute[] {
  const attributes: Attribute[] = [];
  for (let at = 0; ;) {
    if (at + 4 > bytes.length) throw malformed();
    if (bytes.readUInt32LE(at) === END) return attributes;
    if (at + HEADER > bytes.length) throw malformed();
    const length = bytes.readUInt32LE(at + 4);
    if (length < RESIDENT_HEADER || at + length > bytes.length) throw malformed();
    attributes.push(parseAttribute(bytes.subarray(at, at + length)));
    at += length;
  }
}

function parseAttribute(bytes: Buffer): Attribute {
  const flags = bytes.readUInt16LE(12);
  return {
    type: bytes.readUInt32LE(0),
    name: slice(bytes, bytes.readUInt16LE(10), bytes.readUInt8(9) * 2).toString('utf16le'),
    id: bytes.readUInt16LE(14),
    compressed: (flags & FLAG.COMPRESSED) !== 0,
    encrypted: (flags & FLAG.ENCRYPTED) !== 0,
    form:
      bytes.readUInt8(8) === 0
        ? { resident: true, value: slice(bytes, bytes.readUInt16LE(20), bytes.readUInt32LE(16)) }
        : parseNonResident(bytes),
  };
}

function parseNonResident(bytes: Buffer): NonResidentForm {
  if (bytes.length < NON_RESIDENT_HEADER) throw malformed();
  const firstVcn = uint64LE(bytes, 16);
  const isFirst = firstVcn === 0;
  const pairs = bytes.readUInt16LE(32);
  return {
    resident: false,
    firstVcn,
    extents: decodeMappingPairs(slice(bytes, pairs, Math.max(0, bytes.length - pairs)), firstVcn, lastVcn(bytes)),
    sizes: {
      size: isFirst ? uint64LE(bytes, 48) : 0,
      initialized: isFirst ? uint64LE(bytes, 56) : 0,
      compressionUnit: 2 ** bytes.readUInt8(34),
    },
  };
}

/** -1 where there are no clusters. */
function lastVcn(bytes: Buffer): number {
  return bytes.readBigInt64LE(24) === -1n ? -1 : uint64LE(bytes, 24);
}

function slice(bytes: Buffer, start: number, length: number): Buffer {
  if (start + length > bytes.length) throw malformed();
  return bytes.subarray(start, start + length);
}

function malformed(): DiskError {
  return new DiskError('malformed', 'An attribute in a record of the NTFS volume reaches past its end.');
}
