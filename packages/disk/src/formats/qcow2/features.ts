import { refuse } from '../refusal.ts';

/** Incompatible features, bytes 72-79 of a version 3 header (qcow2.rst, "Header"). Any bit not named here is unknown. */
export const INCOMPATIBLE = {
  dirty: 1n << 0n,
  corrupt: 1n << 1n,
  externalDataFile: 1n << 2n,
  compressionType: 1n << 3n,
  extendedL2: 1n << 4n,
} as const;

const KNOWN = Object.values(INCOMPATIBLE).reduce((all, bit) => all | bit, 0n);

/**
 * Refuses what we may not or cannot read. `dirty` passes: it says that reference counts are out of date, and those say
 * nothing about the guest's data.
 */
export function checkIncompatibleFeatures(features: bigint): void {
  const unknown = features & ~KNOWN;
  if (unknown !== 0n) {
    refuse(
      'unknown-feature',
      `The qcow2 image needs incompatible features that we do not know (0x${unknown.toString(16)}).`,
    );
  }
  if ((features & INCOMPATIBLE.externalDataFile) !== 0n) {
    refuse('external-data-file', 'The qcow2 image keeps its data in another file.');
  }
  if ((features & INCOMPATIBLE.corrupt) !== 0n) refuse('unclean', 'The qcow2 image is marked as corrupt.');
}
