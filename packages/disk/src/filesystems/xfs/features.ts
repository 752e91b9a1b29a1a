import { DiskError } from '../../disk-error.ts';

/** What of the optional parts of the format a reader has to know. */
export interface Features {
  /** Version 5: metadata carries checksums, and longer headers. */
  readonly selfDescribing: boolean;
  /** Entries of directories carry a byte with the type of what they name. */
  readonly entryTypes: boolean;
  /** Names are found without regard to the case of ASCII letters (`mkfs.xfs -n version=ci`). */
  readonly caseInsensitive: boolean;
  /** The file system says of itself that it must be repaired before it is used. */
  readonly needsRepair: boolean;
}

/** Bits of `sb_versionnum`; its low four are the version. */
const VERSION_MASK = 0xf;
const VERSION = { directories2: 0x2000, asciiCaseInsensitive: 0x4000, moreBits: 0x8000 };
/** Bit of `sb_features2`: version 4 with types in directory entries. */
const FEATURES2_ENTRY_TYPES = 0x200;
/**
 * Bits of `sb_features_incompat` that are known. Sparse inode chunks, exchanged ranges and parent pointers change nothing that
 * is read here, a `sb_meta_uuid` only identifiers that are not compared; big timestamps and counters are flagged in every inode.
 */
const INCOMPATIBLE = {
  entryTypes: 0x1,
  sparseInodes: 0x2,
  metadataUuid: 0x4,
  bigTimestamps: 0x8,
  needsRepair: 0x10,
  largeExtentCounts: 0x20,
  exchangeRange: 0x40,
  parentPointers: 0x80,
};
const KNOWN = Object.values(INCOMPATIBLE).reduce((all, bit) => all | bit, 0);

/**
 * @param superblock its first sector.
 * @throws DiskError `unsupported` for versions before 4, directories before version 2, and incompatible features not known.
 */
export function readFeatures(superblock: Buffer): Features {
  const flags = superblock.readUInt16BE(100);
  const version = flags & VERSION_MASK;
  if ((version !== 4 && version !== 5) || (flags & VERSION.directories2) === 0) {
    throw new DiskError('unsupported', `XFS of version ${version} is not supported; 4 and 5 with new directories are.`);
  }
  const caseInsensitive = (flags & VERSION.asciiCaseInsensitive) !== 0;
  if (version === 4) {
    const features2 = (flags & VERSION.moreBits) === 0 ? 0 : superblock.readUInt32BE(200);
    const entryTypes = (features2 & FEATURES2_ENTRY_TYPES) !== 0;
    return { selfDescribing: false, entryTypes, caseInsensitive, needsRepair: false };
  }
  const incompatible = superblock.readUInt32BE(216);
  if ((incompatible & ~KNOWN) !== 0) {
    const bits = ((incompatible & ~KNOWN) >>> 0).toString(16);
    throw new DiskError(
      'unsupported',
      `The XFS file system uses incompatible features that are not known (0x${bits}).`,
    );
  }
  return {
    selfDescribing: true,
    entryTypes: (incompatible & INCOMPATIBLE.entryTypes) !== 0,
    caseInsensitive,
    needsRepair: (incompatible & INCOMPATIBLE.needsRepair) !== 0,
  };
}
