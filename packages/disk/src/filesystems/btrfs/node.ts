import { uint64LE } from '../../bytes/uint64.ts';
import { DiskError } from '../../disk-error.ts';
import { compareKeys, KEY_LENGTH, keyAt } from './key.ts';
import type { Key } from './key.ts';

/** Where a tree begins. */
export interface TreeRoot {
  /** Logical address of its top node, in bytes. */
  readonly block: number;
  readonly level: number;
  /** The transaction that wrote that node. */
  readonly generation: number;
}

/** A node of a tree whose checksum was right: keys in ascending order, and for each an item (level 0) or a child. */
export interface TreeNode {
  readonly level: number;
  readonly keys: readonly Key[];
  /** The bytes of an item of a leaf. */
  item(index: number): Buffer;
  /** A child of an inner node. */
  child(index: number): TreeRoot;
}

/** Before the items: checksum, file system, address, flags, chunk tree, generation, owner, number of items, level. */
const HEADER = 101;
const ITEM_HEADER = KEY_LENGTH + 8;
const POINTER = KEY_LENGTH + 16;

/**
 * Reads a node as it lies on the disk ("Btrfs On-disk Format", "B-tree nodes").
 * @param bytes a whole node, whose checksum is right. @param expected what its parent says of it.
 * @throws DiskError `malformed` when it is another node than expected, or its order or bounds are broken.
 */
export function parseNode(bytes: Buffer, expected: TreeRoot): TreeNode {
  const level = bytes.readUInt8(100);
  const count = bytes.readUInt32LE(96);
  if (
    uint64LE(bytes, 48) !== expected.block ||
    level !== expected.level ||
    uint64LE(bytes, 80) !== expected.generation
  ) {
    malformed('is not the one that its parent means');
  }
  const width = level === 0 ? ITEM_HEADER : POINTER;
  if (HEADER + count * width > bytes.length) malformed('claims more items than it has room for');
  const keys = Array.from({ length: count }, (_, index) => keyAt(bytes, HEADER + index * width));
  for (const [index, key] of keys.entries()) {
    const before = keys[index - 1];
    if (before !== undefined && compareKeys(before, key) >= 0) malformed('is not in order');
  }
  return {
    level,
    keys,
    item(index) {
      const at = HEADER + index * ITEM_HEADER + KEY_LENGTH;
      const start = HEADER + bytes.readUInt32LE(at);
      const end = start + bytes.readUInt32LE(at + 4);
      if (end > bytes.length) malformed('has an item that goes past its end');
      return bytes.subarray(start, end);
    },
    child(index) {
      const at = HEADER + index * POINTER + KEY_LENGTH;
      return { block: uint64LE(bytes, at), level: level - 1, generation: uint64LE(bytes, at + 8) };
    },
  };
}

function malformed(what: string): never {
  throw new DiskError('malformed', `A node of a Btrfs tree ${what}.`);
}
