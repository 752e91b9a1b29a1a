import type { ByteSource } from '../byte-source.ts';
import { isZero } from '../bytes/guid.ts';
import { KiB } from '../bytes/units.ts';
import { DiskError } from '../disk-error.ts';
import { isExt, openExt } from './ext/index.ts';
import { isNtfs, openNtfs } from './ntfs/index.ts';
import { isFat, openFat } from './fat/index.ts';
import { encryptionOf, foreignContent, isPhysicalVolume, isSwap } from './signatures.ts';
import type { FileSystem, FileSystemKind } from './file-system.ts';
import { isBtrfs, openBtrfs } from './btrfs/index.ts';
import { isXfs, openXfs } from './xfs/index.ts';

/** What all readers look at to know their own. */
const HEAD = 128 * KiB;

/**
 * What a run of blocks holds. `encrypted` and `unknown` say nothing about what is in it; `empty` – it begins with zeros;
 * `physical-volume` – it is a piece of a volume group, whose volumes are parts of their own.
 */
export type Opened =
  | { readonly kind: 'file-system'; readonly fileSystem: FileSystem }
  | { readonly kind: 'encrypted'; readonly scheme: 'luks' | 'bitlocker' }
  | { readonly kind: 'physical-volume' }
  | { readonly kind: 'swap' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown'; readonly reason: string };

interface Reader {
  /** @param head the first 128 KiB, or less where there is less. */
  readonly recognises: (head: Buffer) => boolean;
  readonly open: (source: ByteSource) => Promise<FileSystem>;
}

/** One a kind of file system. */
const READERS: Readonly<Partial<Record<FileSystemKind, Reader>>> = {
  btrfs: { recognises: isBtrfs, open: openBtrfs },
  xfs: { recognises: isXfs, open: openXfs },
  ext: { recognises: isExt, open: openExt },
  ntfs: { recognises: isNtfs, open: openNtfs },
  fat: { recognises: isFat, open: openFat },
};

/**
 * Opens whatever file system lies on these blocks. Damage, exceeded bounds and what we do not read come back as `unknown`,
 * with the reason.
 * @throws DiskError `io`
 */
export async function openFileSystem(source: ByteSource): Promise<Opened> {
  try {
    return await openByMarks(source);
  } catch (error) {
    if (!(error instanceof DiskError) || error.code === 'io') throw error;
    return unknown(error.message);
  }
}

/** Blocks with the marks of two file systems are unknown: which of them a guest would take depends on the guest. */
async function openByMarks(source: ByteSource): Promise<Opened> {
  const head = Buffer.from(await source.read(0, HEAD));
  if (head.length === 0) return unknown('Nothing of it is on the disk.');
  const scheme = encryptionOf(head);
  if (scheme !== null) return { kind: 'encrypted', scheme };
  const found = Object.entries(READERS).filter(([, reader]) => reader.recognises(head));
  const [first] = found;
  if (first !== undefined && found.length === 1) {
    return { kind: 'file-system', fileSystem: await first[1].open(source) };
  }
  if (found.length > 1) {
    return unknown(`It carries the marks of several file systems: ${found.map(([kind]) => kind).join(', ')}.`);
  }
  if (isSwap(head)) return { kind: 'swap' };
  if (isPhysicalVolume(head)) return { kind: 'physical-volume' };
  const foreign = foreignContent(head);
  if (foreign !== null) return unknown(`It holds ${foreign}, which is not read.`);
  return isZero(head) ? { kind: 'empty' } : unknown('No known file system begins here.');
}

function unknown(reason: string): Opened {
  return { kind: 'unknown', reason };
}
