import { componentsOf, DiskError, type DirectoryNode, type FileTree } from '@ingot/disk';
import type { GuestFiles } from '../guest/guest-files.ts';
import { treeFiles } from '../guest/tree-files.ts';

/** A path with a drive, as links have it too: `C:/Users`, `/C:/Users`, `/??/C:/Users`. */
const DRIVE = /^(?:\/\?\?)?\/?([A-Za-z]):(?:\/|$)/;

/** The drive that Windows lies on, as it calls it itself. */
const SYSTEM_DRIVE = 'C';

/** Files of the file system that a Windows lies on, as `C:`. What other drives are is known to a running system only. */
export function windowsFiles(root: DirectoryNode): GuestFiles {
  const tree: FileTree = {
    root,
    mountedAt: () => null,
    readLink(target) {
      const text = target.toString('latin1');
      if (DRIVE.test(text)) return { absolute: true, components: split(target) };
      if (text.startsWith('//') || text.startsWith('/??/')) throw elsewhere();
      return { absolute: text.startsWith('/'), components: componentsOf(target) };
    },
  };
  return treeFiles(tree, { split, start: `${SYSTEM_DRIVE}:`, ignoreCase: true });
}

function split(path: Buffer): Buffer[] {
  const [beginning = '', drive = SYSTEM_DRIVE] = DRIVE.exec(path.toString('latin1')) ?? [];
  if (drive.toUpperCase() !== SYSTEM_DRIVE) throw elsewhere();
  return componentsOf(path.subarray(beginning.length));
}

function elsewhere(): DiskError {
  return new DiskError('unsupported', 'A path leads to a drive that only the running system knows.');
}
