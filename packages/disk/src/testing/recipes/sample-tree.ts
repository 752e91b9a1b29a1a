import { chmod, mkdir, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MiB } from '../../bytes/units.ts';

const BOTTOM = 'a/b/c/d/e/f/g/h/i/j';

/** Nodes of every kind and size that a guest's file system has, in a directory of the system, for `mkfs` to copy. */
export async function writeSampleTree(directory: string, names = 600): Promise<void> {
  const at = (...path: string[]): string => join(directory, ...path);
  await mkdir(at('etc', 'cloud'), { recursive: true });
  await mkdir(at('usr', 'lib'), { recursive: true });
  await mkdir(at('deep', BOTTOM), { recursive: true });
  await mkdir(at('many'));
  await writeFile(at('usr', 'lib', 'os-release'), 'ID=debian\nVERSION_ID="12"\n');
  await symlink('../usr/lib/os-release', at('etc', 'os-release'));
  await symlink(`/${'middle/'.repeat(20)}target`, at('etc', 'middle-link'));
  await writeFile(at('etc', 'empty'), '');
  await writeFile(at('etc', 'secret'), 'x', { mode: 0o600 });
  await chmod(at('etc', 'cloud'), 0o2750);
  await utimes(at('etc', 'secret'), 1_000_000_000, 1_000_000_000);
  await writeFile(at('deep', BOTTOM, 'file'), 'at the bottom');
  await writeFile(at('usr', 'lib', 'large'), pattern(3 * MiB + 123));
  await writeFile(at('usr', 'lib', 'sparse'), 'begin');
  await truncate(at('usr', 'lib', 'sparse'), 2 * MiB);
  await writeFile(at('usr', 'lib', 'block'), pattern(4096));
  await writeFile(at('usr', 'lib', 'tail'), pattern(4097));
  await writeFile(at('z'.repeat(255)), 'a name of the greatest length');
  for (let index = 0; index < names; index++) {
    await writeFile(at('many', `a-file-with-a-longer-name-${index}`), `content of ${index}`);
  }
}

/** Bytes of which no two blocks are equal. */
function pattern(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at + 4 <= length; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes.writeUInt32LE(state, at);
  }
  return bytes;
}
