import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import type { ByteSource } from '../byte-source.ts';
import { KiB } from '../bytes/units.ts';
import type { DirectoryNode, FileNode } from '../filesystems/file-system.ts';
import { nodeKind, permissions } from '../filesystems/posix-mode.ts';

/** What is compared beside names, kinds, contents and targets. */
export interface TreeOptions {
  /** Permission bits, user and group. */
  readonly owners?: boolean;
  /** Change of the content, to the second. */
  readonly times?: boolean;
}

/**
 * Every node below a directory by its path (bytes as Latin-1, `/` between and before names), and in words what it is:
 * `file 0644 0:0 12 <SHA-256>`, `link ../target`, `directory`. Two trees are the same when these are deeply equal.
 */
export type FileTree = Readonly<Record<string, string>>;

/** The tree that a reader finds. Fails on names that come twice in a directory. */
export async function treeOf(root: DirectoryNode, options: TreeOptions = {}): Promise<FileTree> {
  const tree: Record<string, string> = {};
  const walk = async (directory: DirectoryNode, path: string): Promise<void> => {
    for await (const entry of directory.entries()) {
      const here = `${path}/${entry.name.toString('latin1')}`;
      if (here in tree) throw new Error(`${here} is listed twice`);
      const node = await entry.node();
      const facts = { ...node.owner, modifiedAt: node.modifiedAt };
      tree[here] = describe(node.kind, facts, await contentOf(node), options);
      if (node.kind === 'directory') await walk(node, here);
    }
  };
  await walk(root, '');
  return tree;
}

/** The tree that the system sees in a directory of its own. */
export async function treeOfHost(directory: string, options: TreeOptions = {}): Promise<FileTree> {
  const tree: Record<string, string> = {};
  const walk = async (host: Buffer, path: string): Promise<void> => {
    for (const name of await readdir(host, { encoding: 'buffer' })) {
      const at = Buffer.concat([host, Buffer.from('/'), name]);
      const here = `${path}/${name.toString('latin1')}`;
      const { mode, uid, gid, mtimeMs } = await lstat(at);
      const kind = nodeKind(mode);
      const facts = { mode: permissions(mode), uid, gid, modifiedAt: mtimeMs };
      tree[here] = describe(kind, facts, await hostContent(kind, at), options);
      if (kind === 'directory') await walk(at, here);
    }
  };
  await walk(Buffer.from(directory), '');
  return tree;
}

/** Fails with the nodes that differ, as far as ten of them go. */
export function assertSameTree(actual: FileTree, expected: FileTree): void {
  const paths = [...new Set([...Object.keys(actual), ...Object.keys(expected)])];
  const differing = paths.filter((path) => actual[path] !== expected[path]).slice(0, 10);
  const pick = (tree: FileTree): FileTree =>
    Object.fromEntries(differing.map((path) => [path, tree[path] ?? 'missing']));
  assert.deepEqual(pick(actual), pick(expected));
}

interface Facts {
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly modifiedAt: number;
}

function describe(kind: FileNode['kind'], facts: Facts, content: string, { owners, times }: TreeOptions): string {
  const { mode = 0, uid = 0, gid = 0, modifiedAt } = facts;
  return [
    kind,
    owners === true ? `0${mode.toString(8)} ${uid}:${gid}` : '',
    times === true ? `${Math.floor(modifiedAt / 1000)}` : '',
    content,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

async function contentOf(node: FileNode): Promise<string> {
  if (node.kind === 'file') return digest(node.content);
  return node.kind === 'link' ? (await node.target()).toString('latin1') : '';
}

async function hostContent(kind: FileNode['kind'], path: Buffer): Promise<string> {
  if (kind === 'link') return (await readlink(path, { encoding: 'buffer' })).toString('latin1');
  if (kind !== 'file') return '';
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  return await digest({
    size,
    async read(offset, length) {
      const bytes = Buffer.alloc(Math.min(length, size - offset));
      await file.read(bytes, 0, bytes.length, offset);
      return bytes;
    },
  });
}

/** Size and SHA-256, read in odd pieces so that no piece keeps to the blocks of the file system. */
async function digest(content: ByteSource): Promise<string> {
  const hash = createHash('sha256');
  const piece = 200 * KiB + 7;
  for (let offset = 0; offset < content.size; offset += piece) hash.update(await content.read(offset, piece));
  return `${content.size} ${hash.digest('hex')}`;
}
