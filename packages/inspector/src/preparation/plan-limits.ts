/** Of one mend, and of one file system. */
export const MAX_CHANGES = 10_000;
/** Pieces that one file system lies in: a partition is one, a volume of LVM some. */
export const MAX_RANGES = 64;
/** Things that are told to be left. */
export const MAX_LEFT = 1000;
