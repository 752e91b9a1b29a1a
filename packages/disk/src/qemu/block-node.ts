import path from 'node:path';

/** Formats that QEMU is told by name (`qemu-img -f`); it never guesses one. */
export type QemuFormat = 'raw' | 'qcow2' | 'vpc' | 'vhdx' | 'vmdk' | 'vdi' | 'parallels';

/** Where bytes lie: a file, or an export of an NBD server on a Unix socket. Paths are absolute. */
export type BlockFile = { readonly path: string } | { readonly socket: string; readonly export: string };

/**
 * An image as QEMU is to open it. What its header says of other files is not followed: `backing` names them, and where
 * it is absent there are none.
 */
export interface BlockNode {
  readonly format: QemuFormat;
  readonly file: BlockFile;
  /** What lies below an overlay. */
  readonly backing?: BlockNode;
}

/** Formats whose driver has an option for what lies below. */
const LAYERED: ReadonlySet<QemuFormat> = new Set(['qcow2', 'vmdk']);

/** The node as a file name of QEMU: https://www.qemu.org/docs/master/system/qemu-block-drivers.html, "json:". */
export function nodeName(node: BlockNode): string {
  return `json:${JSON.stringify(nodeOptions(node))}`;
}

function nodeOptions({ format, file, backing }: BlockNode): Record<string, unknown> {
  return {
    driver: format,
    file: fileOptions(file),
    ...(LAYERED.has(format) && { backing: backing ? nodeOptions(backing) : null }),
  };
}

function fileOptions(file: BlockFile): Record<string, unknown> {
  // Names are taken as they are: without the driver, QEMU would read "nbd:" or "ssh://" out of them.
  return 'path' in file
    ? { driver: 'file', filename: requireAbsolute(file.path) }
    : { driver: 'nbd', server: { type: 'unix', path: requireAbsolute(file.socket) }, export: file.export };
}

/** The files that opening a node touches. */
export function nodePaths({ file, backing }: BlockNode): string[] {
  return ['path' in file ? file.path : file.socket, ...(backing ? nodePaths(backing) : [])];
}

export function requireAbsolute(file: string): string {
  if (path.isAbsolute(file) && !file.includes('\0')) return file;
  throw new RangeError(`${JSON.stringify(file)} is not an absolute path`);
}
