/** What items are sorted by ("Btrfs On-disk Format", "Keys"): the parts count in this order, as unsigned numbers. */
export interface Key {
  readonly objectId: bigint;
  readonly type: number;
  readonly offset: bigint;
}

/** Bytes that a key takes on the disk. */
export const KEY_LENGTH = 17;
/** The last of all offsets. */
export const MAX_OFFSET = 2n ** 64n - 1n;

/** Types of items that are read. */
export const ITEM = {
  inode: 1,
  nameByHash: 84,
  nameByIndex: 96,
  fileExtent: 108,
  root: 132,
  rootReference: 156,
  chunk: 228,
} as const;

export function keyAt(bytes: Buffer, at: number): Key {
  return {
    objectId: bytes.readBigUInt64LE(at),
    type: bytes.readUInt8(at + 8),
    offset: bytes.readBigUInt64LE(at + 9),
  };
}

/** Below, at or above zero, as `a` comes before, with or after `b`. */
export function compareKeys(a: Key, b: Key): number {
  if (a.objectId !== b.objectId) return a.objectId < b.objectId ? -1 : 1;
  if (a.type !== b.type) return a.type - b.type;
  if (a.offset !== b.offset) return a.offset < b.offset ? -1 : 1;
  return 0;
}
