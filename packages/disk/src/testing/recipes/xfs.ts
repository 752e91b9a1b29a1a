import { lstat, readdir, readlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MiB } from '../../bytes/units.ts';
import { nodeKind, permissions } from '../../filesystems/posix-mode.ts';
import { program } from '../program.ts';

/** Enough for the sample tree; mkfs.xfs makes less than 300 MiB only when told that nobody need support it. */
const SIZE = 64 * MiB;

/**
 * Makes `image` an XFS file system with a copy of `directory`, without mounting it.
 * Names must have no spaces, and links must fit into inodes: mkfs.xfs 6.1 writes longer ones without the header of version 5.
 * @param options of mkfs.xfs, e.g. `['-m', 'crc=0']`.
 */
export async function makeXfs(image: string, directory: string, options: readonly string[] = []): Promise<void> {
  const prototype = `${image}.prototype`;
  const lines = ['/nothing', '0 0', ...(await prototypeOf(directory, directory)), '$'];
  await writeFile(prototype, `${lines.join('\n')}\n`);
  await writeFile(image, '');
  await truncate(image, SIZE);
  await program(['mkfs.xfs', '-q', '--unsupported', '-p', prototype, ...options, image]);
}

/** Lines of mkfs.xfs(8), "PROTOTYPE FILE": type and mode of a node, its owner, and for a directory its entries and `$`. */
async function prototypeOf(top: string, path: string): Promise<string[]> {
  const { mode, uid, gid } = await lstat(path);
  const kind = nodeKind(mode);
  const letter = { file: '-', directory: 'd', link: 'l', special: 'p' }[kind];
  const bits = permissions(mode);
  const setId = `${(bits & 0o4000) === 0 ? '-' : 'u'}${(bits & 0o2000) === 0 ? '-' : 'g'}`;
  const head = `${letter}${setId}${(bits & 0o777).toString(8).padStart(3, '0')} ${uid} ${gid}`;
  if (kind === 'file') return [`${head} ${path}`];
  if (kind === 'link') return [`${head} ${await readlink(path)}`];
  if (kind === 'special') return [head];
  const lines = [head];
  for (const name of await readdir(path)) {
    const [first = '', ...rest] = await prototypeOf(top, join(path, name));
    lines.push(`${name} ${first}`, ...rest);
  }
  return path === top ? lines : [...lines, '$'];
}
