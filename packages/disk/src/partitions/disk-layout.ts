import type { ByteSource } from '../byte-source.ts';
import type { DiskRange } from './disk-range.ts';

/** What lies where on a disk. */
export interface DiskLayout {
  readonly table: 'gpt' | 'mbr' | null;
  /** Partitions in the order of their table, then logical volumes; the whole disk where there is no table. */
  readonly parts: readonly Part[];
  readonly warnings: readonly LayoutWarning[];
}

/** A run of blocks that may hold a file system. */
export type Part = Partition | LogicalVolume | WholeDisk;

interface Blocks {
  /** `p3`, `group/volume` or `disk`; one of its kind in a layout. From the disk: escape it where it is shown. */
  readonly name: string;
  /** In bytes, as the table says. */
  readonly size: number;
  /** What of it is there. Reads reject with a DiskError where the bytes can't be had, which is never the same as zeros. */
  readonly source: ByteSource;
  /** Where these bytes lie on the disk, one after the other; null where that is not known, as with those that can't be had. */
  readonly ranges: readonly DiskRange[] | null;
}

export interface Partition extends Blocks {
  readonly kind: 'partition';
  /** As in Linux: from 1, logical partitions of an MBR from 5. */
  readonly number: number;
  readonly type: PartitionType;
  /** From the disk: escape it where it is shown. Null where there is none, as with every MBR. */
  readonly label: string | null;
  /** In bytes from the start of the disk. */
  readonly offset: number;
  /** The active partition of an MBR; `legacy BIOS bootable` of a GPT. */
  readonly bootable: boolean;
  /** EFI system partition. */
  readonly esp: boolean;
  /** Where GRUB keeps itself on a GPT disk that boots with a BIOS. */
  readonly biosBoot: boolean;
}

/** A GUID, as printed in lower case, or the one-byte code of an MBR. */
export type PartitionType =
  | { readonly table: 'gpt'; readonly guid: string }
  | { readonly table: 'mbr'; readonly code: number };

/** A volume of LVM2, put together from the physical volumes on this disk. */
export interface LogicalVolume extends Blocks {
  readonly kind: 'logical-volume';
  readonly group: string;
  readonly volume: string;
}

export interface WholeDisk extends Blocks {
  readonly kind: 'whole-disk';
}

/**
 * What is wrong with a layout. Parts that are warned of are listed all the same, and read no further than the disk goes;
 * what stands on them is for the reader of the result to doubt.
 */
export type LayoutWarning =
  /** The other copy was read instead. */
  | { readonly kind: 'gpt-copy-damaged'; readonly copy: 'primary' | 'backup' }
  /** The disk says that it has a GPT, but no copy of it is sound. */
  | { readonly kind: 'gpt-damaged' }
  /** The chain of logical partitions leads in a circle, out of the disk or to no table. */
  | { readonly kind: 'extended-chain-broken' }
  /** Entries past the bound were not read. */
  | { readonly kind: 'too-many-parts' }
  | { readonly kind: 'overlap'; readonly parts: readonly [string, string] }
  /** It ends, or begins, past the end of the disk. */
  | { readonly kind: 'out-of-range'; readonly part: string }
  /** A physical volume whose metadata can't be read; the logical volumes on it are not listed. */
  | { readonly kind: 'physical-volume-damaged'; readonly part: string; readonly reason: string };
