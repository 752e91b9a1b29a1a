import { componentsOf, DiskError, type DirectoryNode, type FileNode, type FileTree } from '@ingot/disk';
import type { DiskPart } from '../disk/disk-parts.ts';
import { MAX_ENTRIES } from '../guest/guest-files.ts';
import { matcher } from '../guest/name-pattern.ts';

/** A name in a directory, and the file system that both lie on. */
export interface Place {
  readonly path: Buffer;
  readonly part: DiskPart;
  readonly directory: DirectoryNode;
  readonly name: Buffer;
  readonly node: FileNode;
}

/** A directory, and the file system that it lies on. */
export interface DirectoryPlace {
  readonly path: Buffer;
  readonly part: DiskPart;
  readonly node: DirectoryNode;
}

/**
 * Where things lie in a guest, for who is going to change them: unlike `GuestFiles` it follows no link at all, so that
 * nothing is changed but what is called by its own name.
 */
export class Places {
  readonly #tree: FileTree;
  readonly #root: DirectoryPlace;
  readonly #parts: readonly DiskPart[];

  /** @param tree as the guest's fstab puts it together. @param part that its root lies on. */
  constructor(tree: FileTree, part: DiskPart, parts: readonly DiskPart[]) {
    this.#tree = tree;
    this.#root = { path: Buffer.alloc(0), part, node: tree.root };
    this.#parts = parts;
  }

  /** Null where nothing is, or a link on the way. @throws DiskError */
  async find(path: string): Promise<Place | null> {
    for await (const place of this.match(path)) return place;
    return null;
  }

  /** The directory at a path; null where there is none, or a link on the way. @throws DiskError */
  async directory(path: string): Promise<DirectoryPlace | null> {
    const place = await this.find(path);
    return place === null ? null : this.within(place);
  }

  /** Everything that matches a pattern as `GuestFiles.glob` has it. @throws DiskError */
  match(pattern: string): AsyncGenerator<Place> {
    return this.#match(this.#root, componentsOf(Buffer.from(pattern)));
  }

  /** What a directory holds. @throws DiskError */
  async *list({ path, part, node }: DirectoryPlace): AsyncGenerator<Place> {
    let entries = 0;
    for await (const entry of node.entries()) {
      entries += 1;
      if (entries > MAX_ENTRIES)
        throw new DiskError('limit-exceeded', `A directory has more than ${MAX_ENTRIES} entries.`);
      // What a reader gives is good until the next is asked for.
      const name = Buffer.from(entry.name);
      yield { path: below(path, name), part, directory: node, name, node: await entry.node() };
    }
  }

  /**
   * What is to be seen in a directory: what is mounted there, or else itself. Null for what is no directory, and where
   * what is mounted is a directory of another file system.
   * @throws DiskError
   */
  within(place: Place): DirectoryPlace | null {
    const mounted = this.mounted(place);
    if (mounted !== null) {
      const part = this.#parts.find(
        ({ opened }) => opened.kind === 'file-system' && opened.fileSystem.root === mounted,
      );
      return part === undefined ? null : { path: place.path, part, node: mounted };
    }
    return place.node.kind === 'directory' ? { path: place.path, part: place.part, node: place.node } : null;
  }

  /** What is mounted at a place. @throws DiskError where something is that can't be read. */
  mounted({ path }: Place): DirectoryNode | null {
    return this.#tree.mountedAt(path.subarray(1).toString('latin1'));
  }

  async *#match(directory: DirectoryPlace, pattern: readonly Buffer[]): AsyncGenerator<Place> {
    const [first, ...rest] = pattern;
    if (first === undefined) return;
    for await (const place of this.#matching(directory, first)) {
      if (rest.length === 0) {
        yield place;
        continue;
      }
      const inside = this.within(place);
      if (inside !== null) yield* this.#match(inside, rest);
    }
  }

  async *#matching(directory: DirectoryPlace, component: Buffer): AsyncGenerator<Place> {
    if (component.includes('*')) {
      const matches = matcher(component, false);
      for await (const place of this.list(directory)) if (matches(place.name)) yield place;
      return;
    }
    const { path, part, node: inside } = directory;
    const node = await inside.find(component);
    if (node !== null) yield { path: below(path, component), part, directory: inside, name: component, node };
  }
}

function below(path: Buffer, name: Buffer): Buffer {
  return Buffer.concat([path, Buffer.from('/'), name]);
}
