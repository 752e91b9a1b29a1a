/** Features without which a reader goes wrong ("s_feature_incompat"). */
export const INCOMPATIBLE = {
  fileTypes: 0x2,
  journalToReplay: 0x4,
  metaGroups: 0x10,
  extents: 0x40,
  wide: 0x80,
  mountProtection: 0x100,
  flexibleGroups: 0x200,
  attributesInInodes: 0x400,
  checksumSeed: 0x2000,
  largeDirectories: 0x4000,
  inlineData: 0x8000,
  encryption: 0x10000,
  caseFolding: 0x20000,
} as const;

/**
 * All of them are read, or change nothing for a reader. Refused are `compression`, `journal_dev` (no file system, but the
 * journal of one) and `dirdata`, beside what is still to be invented.
 */
export const KNOWN_INCOMPATIBLE = Object.values(INCOMPATIBLE).reduce((all, bit) => all | bit, 0);

/** Features that only writers must know ("s_feature_ro_compat"). */
export const READ_ONLY_COMPATIBLE = {
  sparseSuper: 0x1,
  /** `uninit_bg` or `metadata_csum`. */
  groupChecksums: 0x10 | 0x400,
} as const;

/** A feature that nobody needs to know ("s_feature_compat"), but which moves group descriptors. */
export const SPARSE_SUPER_2 = 0x200;
