import type { Naming } from './naming.ts';

export interface DiscFile {
  /** Names with slashes between, none at the beginning. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A directory of a disc, with its names as this tree of it writes them. */
export interface Directory {
  /** Empty for the root. */
  readonly name: Buffer;
  /** Place of its parent in the list; the root is its own. */
  readonly parent: number;
  readonly entries: readonly Entry[];
}

/** `file` is the place in the list of files, `directory` that in the list of directories. */
export type Entry = { readonly name: Buffer } & ({ readonly file: number } | { readonly directory: number });

interface Draft {
  readonly files: Map<string, number>;
  readonly directories: Map<string, Draft>;
}

/** The directories of files as path tables order them: by depth, then by parent, then by name (ECMA-119 6.9.1). */
export function directoryTree(files: readonly DiscFile[], naming: Naming): readonly Directory[] {
  const queue: { draft: Draft; name: Buffer; parent: number }[] = [
    { draft: drafted(files), name: Buffer.alloc(0), parent: 0 },
  ];
  const found: Directory[] = [];
  for (const [place, { draft, name, parent }] of queue.entries()) {
    const children = [...draft.directories].map(([text, child]) => ({ child, name: naming.directory(text) }));
    const entries: Entry[] = [...draft.files].map(([text, file]) => ({ name: naming.file(text), file }));
    for (const { child, name: childName } of children.toSorted(byName)) {
      entries.push({ name: childName, directory: queue.length });
      queue.push({ draft: child, name: childName, parent: place });
    }
    found.push({ name, parent, entries: entries.toSorted(byName) });
  }
  return found;
}

function drafted(files: readonly DiscFile[]): Draft {
  const root: Draft = { files: new Map(), directories: new Map() };
  for (const [place, { path }] of files.entries()) {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let draft = root;
    for (const name of names) {
      const next: Draft = draft.directories.get(name) ?? { files: new Map(), directories: new Map() };
      draft.directories.set(name, next);
      draft = next;
    }
    draft.files.set(last, place);
  }
  return root;
}

function byName(one: { readonly name: Buffer }, other: { readonly name: Buffer }): number {
  return Buffer.compare(one.name, other.name);
}
