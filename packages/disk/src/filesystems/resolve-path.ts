import { DiskError } from '../disk-error.ts';
import type { DirectoryNode, FileNode } from './file-system.ts';

/** File systems put together to one tree of names. */
export interface FileTree {
  readonly root: DirectoryNode;
  /**
   * What is mounted at a directory, or null: then it is the directory itself.
   * @param path its components joined by `/`, bytes as Latin-1; the root is never asked for.
   * @throws DiskError when it is known that something is mounted there, which can't be read.
   */
  mountedAt(path: string): DirectoryNode | null;
  /** Components of the target of a link, and whether they count from the root. @throws DiskError when they lead elsewhere. */
  readLink(target: Buffer): { readonly absolute: boolean; readonly components: readonly Buffer[] };
}

/** As Linux has it (path_resolution(7)). */
const MAX_LINKS = 40;
/** Of a path with all the links in it written out. */
const MAX_COMPONENTS = 4096;

const SLASH = 0x2f;
const HERE = Buffer.from('.');
const UP = Buffer.from('..');

/** Parts of a path between its slashes, empty ones and `.` left out. */
export function componentsOf(path: Buffer): Buffer[] {
  const components: Buffer[] = [];
  for (let start = 0; start < path.length;) {
    const slash = path.indexOf(SLASH, start);
    const end = slash < 0 ? path.length : slash;
    const component = path.subarray(start, end);
    if (component.length > 0 && !component.equals(HERE)) components.push(component);
    start = end + 1;
  }
  return components;
}

/** Targets of links as POSIX has them. */
export function readPosixLink(target: Buffer): ReturnType<FileTree['readLink']> {
  return { absolute: target[0] === SLASH, components: componentsOf(target) };
}

/**
 * Follows a path as a program in the guest would whose root this is: nothing leads out of the tree, `..` of the root is
 * the root, and of a directory behind a link the one that it lies in.
 *
 * @param components from the root on.
 * @param followLast whether a link at the end of the path is followed as well.
 * @returns null where nothing is, or where something that is no directory stands in the way.
 * @throws DiskError `limit-exceeded` past 40 links (Linux says ELOOP) or 4096 components, and what reading throws.
 */
export async function resolvePath(
  tree: FileTree,
  components: readonly Buffer[],
  followLast: boolean,
): Promise<FileNode | null> {
  // What is still to be followed, the next one last.
  const ahead = components.toReversed();
  const behind: { readonly path: string; readonly directory: DirectoryNode }[] = [];
  let links = 0;
  let followed = 0;
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    followed += 1;
    if (followed > MAX_COMPONENTS) throw new DiskError('limit-exceeded', 'A path has too many components.');
    if (name.equals(UP)) {
      behind.pop();
      continue;
    }
    const { path: above, directory } = behind.at(-1) ?? { path: '', directory: tree.root };
    const path = above === '' ? name.toString('latin1') : `${above}/${name.toString('latin1')}`;
    const node = tree.mountedAt(path) ?? (await directory.find(name));
    if (node?.kind === 'directory') {
      behind.push({ path, directory: node });
    } else if (node?.kind === 'link' && (followLast || ahead.length > 0)) {
      links += 1;
      if (links > MAX_LINKS) throw new DiskError('limit-exceeded', `A path leads over more than ${MAX_LINKS} links.`);
      const target = tree.readLink(await node.target());
      if (target.absolute) behind.length = 0;
      ahead.push(...target.components.toReversed());
    } else {
      return ahead.length === 0 ? node : null;
    }
  }
  return behind.at(-1)?.directory ?? tree.root;
}
