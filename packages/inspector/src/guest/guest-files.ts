import type { FileNode, RegularFile } from '@ingot/disk';

/**
 * The files of a guest as its own programs would see them: file systems are mounted where its fstab says, symbolic links
 * are followed, inside the image only and at most 40 of them.
 *
 * Paths are absolute, with `/` between components: `/etc/os-release`; `C:/Windows/System32` on Windows, in any case.
 * As text they are UTF-8.
 *
 * null is "not there", and nothing else. What can't be known is a DiskError: `io`, `malformed` when the disk is cut or
 * damaged, `unsupported` when it lies on a file system that is encrypted, not readable by us, or not on this disk,
 * `limit-exceeded` when it would cost too much to find out.
 */
export interface GuestFiles {
  /** Follows links, the last one as well. */
  find(path: GuestPath): Promise<FileNode | null>;
  /** Follows links but for the last one. */
  findLink(path: GuestPath): Promise<FileNode | null>;
  /**
   * @returns the file's bytes, or null where there is no regular file.
   * @param maxBytes a longer file is `limit-exceeded`.
   */
  read(path: GuestPath, maxBytes: number): Promise<Buffer | null>;
  /**
   * The entries of a directory, links not followed; of nothing where there is no directory. At most `MAX_ENTRIES`, then
   * `limit-exceeded`.
   */
  list(path: GuestPath): AsyncIterable<GuestFile>;
  /**
   * Everything that matches, in no order: `*` stands for any run of bytes within a component, but for a leading dot.
   * Links on the way are followed, and not the last one. `/home/*` + `/.ssh/id_*` is one pattern.
   */
  glob(pattern: string): AsyncIterable<GuestFile>;
}

export type GuestPath = string | Buffer;

export interface GuestFile {
  /** As bytes, since names need not be text; `printable` shows it. */
  readonly path: Buffer;
  readonly node: FileNode;
}

/** Of a directory that is listed; desktops have ten thousand in the largest that is of interest. */
export const MAX_ENTRIES = 100_000;

export function isFile(node: FileNode | null): node is RegularFile {
  return node?.kind === 'file';
}
