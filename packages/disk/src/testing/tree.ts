import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import type { DirectoryNode, FileNode } from '../filesystems/file-system.ts';
import { nodeKind, permissions } from '../filesystems/posix-mode.ts';
import { KiB } from '../bytes/units.ts';
import type { Keeps } from './sample-tree.ts';

/** A file system written out: paths (bytes as Latin-1) to what is there. */
export type Tree = ReadonlyMap<string, string>;

const PIECE = 256 * KiB;

/** Walks all of a file system. Fails on two nodes of the same id on the way down. */
export async function treeOf(root: DirectoryNode, keeps: Keeps): Promise<Tree> {
  const tree = new Map<string, string>();
  const walk = async (directory: DirectoryNode, path: string, above: ReadonlySet<string>): Promise<void> => {
    for await (const entry of directory.entries()) {
      // What a reader returns must last while others are read.
      const name = entry.name;
      const node = await entry.node();
      const at = `${path}/${name.toString('latin1')}`;
      if (tree.has(at)) throw new Error(`${at} is there twice`);
      tree.set(at, await describe(node, keeps));
      if (node.kind !== 'directory') continue;
      if (above.has(node.id)) throw new Error(`${at} lies in itself`);
      await walk(node, at, new Set([...above, node.id]));
    }
  };
  await walk(root, '', new Set([root.id]));
  return tree;
}

async function describe(node: FileNode, keeps: Keeps): Promise<string> {
  const words: string[] = [node.kind];
  if (keeps.owners && node.owner !== null && node.kind !== 'link') words.push(owned(node.owner));
  if (keeps.times !== null && node.kind === 'file') words.push(changed(node.modifiedAt, keeps.times));
  if (node.kind === 'link') words.push((await node.target()).toString('latin1'));
  if (node.kind === 'file') {
    const hash = createHash('sha256');
    for (let offset = 0; offset < node.content.size; offset += PIECE) {
      hash.update(await node.content.read(offset, PIECE));
    }
    words.push(`${node.content.size}`, hash.digest('hex'));
  }
  return words.join(' ');
}

/** The same of a folder of this machine. */
export async function treeOnHost(root: string, keeps: Keeps): Promise<Tree> {
  const tree = new Map<string, string>();
  const walk = async (directory: Buffer, path: string): Promise<void> => {
    for (const name of await readdir(directory, { encoding: 'buffer' })) {
      const full = Buffer.concat([directory, Buffer.from('/'), name]);
      const at = `${path}/${name.toString('latin1')}`;
      tree.set(at, await describeOnHost(full, keeps));
      if ((await lstat(full)).isDirectory()) await walk(full, at);
    }
  };
  await walk(Buffer.from(root), '');
  return tree;
}

async function describeOnHost(path: Buffer, keeps: Keeps): Promise<string> {
  const status = await lstat(path);
  const kind = nodeKind(status.mode);
  const words: string[] = [kind];
  if (keeps.owners && kind !== 'link')
    words.push(owned({ mode: permissions(status.mode), uid: status.uid, gid: status.gid }));
  if (keeps.times !== null && kind === 'file') words.push(changed(status.mtimeMs, keeps.times));
  if (kind === 'link') words.push((await readlink(path, { encoding: 'buffer' })).toString('latin1'));
  if (kind === 'file') {
    words.push(
      `${status.size}`,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
  }
  return words.join(' ');
}

/** What two trees do not agree on, a few lines of it: whole trees of thousands of names help nobody. */
export function differences(actual: Tree, expected: Tree): string[] {
  return [...new Set([...actual.keys(), ...expected.keys()])]
    .filter((path) => actual.get(path) !== expected.get(path))
    .slice(0, 10)
    .map((path) => `${path}: ${actual.get(path) ?? 'missing'}, should be ${expected.get(path) ?? 'missing'}`);
}

function owned({ mode, uid, gid }: NonNullable<FileNode['owner']>): string {
  return `0${mode.toString(8)} ${uid}:${gid}`;
}

function changed(milliseconds: number, resolution: number): string {
  return new Date(Math.floor(milliseconds / resolution) * resolution).toISOString();
}
