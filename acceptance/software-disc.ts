import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './program.ts';

/** The package on the disc. */
export const PACKAGE = 'ingot-typed';

/**
 * An optical disc with a package of Debian, and what a system without a package manager has to know of one that is installed.
 * Guests read `package.deb` and `status` on it.
 *
 * @param directory to work in. @returns the path of the disc.
 */
export async function softwareDisc(directory: string): Promise<string> {
  const [tree, disc] = [path.join(directory, 'package'), path.join(directory, 'disc')];
  const about = [`Package: ${PACKAGE}`, 'Version: 1.0', 'Architecture: all', 'Maintainer: Nobody <nobody@example.org>'];
  const description = 'Description: something to be installed';
  await mkdir(path.join(tree, 'DEBIAN'), { recursive: true });
  await writeFile(path.join(tree, 'DEBIAN/control'), [...about, description, ''].join('\n'));
  await mkdir(disc);
  await run('dpkg-deb', ['--build', '--root-owner-group', tree, path.join(disc, 'package.deb')]);
  const status = [...about, 'Status: install ok installed', description, '', ''].join('\n');
  await writeFile(path.join(disc, 'status'), status);
  const file = path.join(directory, 'software.iso');
  await run('genisoimage', ['-quiet', '-r', '-J', '-V', 'SOFTWARE', '-o', file, disc]);
  return file;
}
