import type { ByteSource } from '../byte-source.ts';

/**
 * A file system on a run of blocks, read only. Whatever the blocks say, reading ends: readers bound what they read, keep
 * and follow, and refuse with a `DiskError`.
 */
export interface FileSystem {
  readonly kind: FileSystemKind;
  /** As shown to people; null where there is none. */
  readonly label: string | null;
  /** As `blkid` prints it; null where there is none. */
  readonly uuid: string | null;
  /** What the reader of a result should know about the state the file system was left in. */
  readonly warnings: readonly FileSystemWarning[];
  /** What is mounted when nothing else is asked for. */
  readonly root: DirectoryNode;
  /** Btrfs only: the directory in which mounts by the name of a subvolume (`subvol=`) begin; `root` may lie below it. */
  readonly topLevel?: DirectoryNode;
  /** Sizes in bytes, from the file system's own count. @throws DiskError */
  usage(): Promise<{ readonly size: number; readonly free: number }>;
}

export type FileSystemKind = 'ext' | 'fat' | 'ntfs' | 'xfs' | 'btrfs';

/**
 * `not-clean` – it was not unmounted: what lies in its journal is not in what is read here; `hibernated` – a system
 * sleeps on it and believes that it knows its content; `errors` – it says of itself that it is damaged.
 */
export type FileSystemWarning = 'not-clean' | 'hibernated' | 'errors';

/** What a directory holds. What is neither file, directory nor link (pipe, device, socket) can't be read. */
export type FileNode = RegularFile | DirectoryNode | SymbolicLink | SpecialFile;

interface Node {
  /** Equal for the same node of one file system, however it was reached: its inode, MFT record or place. */
  readonly id: string;
  /** POSIX permission bits (`07777`) and owner; null where the file system keeps none. */
  readonly owner: { readonly mode: number; readonly uid: number; readonly gid: number } | null;
  /** Last change of the content, milliseconds since the epoch. */
  readonly modifiedAt: number;
}

export interface RegularFile extends Node {
  readonly kind: 'file';
  /** Holes read as zeros. `read` rejects with a DiskError: `unsupported` for encrypted or unknown storage of the bytes. */
  readonly content: ByteSource;
}

export interface DirectoryNode extends Node {
  readonly kind: 'directory';
  /** In the order of the file system, without `.` and `..`. @throws DiskError */
  entries(): AsyncIterable<DirectoryEntry>;
  /**
   * Compared as the file system does: byte by byte, or without case on FAT and NTFS.
   * @param name one component. @returns null where there is none. @throws DiskError
   */
  find(name: Buffer): Promise<FileNode | null>;
}

export interface SymbolicLink extends Node {
  readonly kind: 'link';
  /** As stored, not resolved; `/` between components on every file system. @throws DiskError */
  target(): Promise<Buffer>;
}

export interface SpecialFile extends Node {
  readonly kind: 'special';
}

/** A name is bytes: UTF-8 on NTFS and FAT (converted), anything but `/` and NUL elsewhere. Never shown unescaped. */
export interface DirectoryEntry {
  readonly name: Buffer;
  /** Reads the node. @throws DiskError */
  node(): Promise<FileNode>;
}
