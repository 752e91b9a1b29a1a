import { createHash } from 'node:crypto';
import { link, mkdir, open, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KiB, MiB } from '../bytes/units.ts';
import { program } from './program.ts';

/** What a kind of file system can keep of a POSIX tree. */
export interface Keeps {
  readonly owners: boolean;
  readonly links: boolean;
  readonly hardLinks: boolean;
  readonly specials: boolean;
  /** Names are bytes, not text: anything but `/` and NUL. */
  readonly byteNames: boolean;
  /** Names without spaces only. */
  readonly spaceless?: boolean;
  /** Resolution of the times of last change, in milliseconds; null where the maker does not set them. */
  readonly times: number | null;
}

/** Nothing is special about it. */
const CHANGED_AT = new Date('2024-02-29T12:34:56Z');

/** Bytes that look random, and are the same in every run. */
function noise(length: number, seed: string): Buffer {
  return createHash('shake256', { outputLength: length }).update(seed).digest();
}

/** A name of the sample tree, as far as the file system can take it. */
export function sampleName(name: string, { spaceless }: Keeps): string {
  return spaceless === true ? name.replaceAll(' ', '-') : name;
}

/**
 * Writes a tree that asks a file system for everything: sizes around its blocks, holes, long, many and odd names, links of
 * both kinds, deep folders.
 */
export async function writeSampleTree(root: string, keeps: Keeps): Promise<void> {
  const sizes = [0, 1, 26, 60, 61, 120, 160, 512, 1023, 1024, 1025, 4095, 4096, 4097, 12 * KiB + 1, 65_536, 70_001];
  await mkdir(join(root, 'sizes'));
  for (const size of [...sizes, 1_500_000]) await writeFile(join(root, `sizes/${size}.bin`), noise(size, `${size}`));

  await mkdir(join(root, 'names'));
  const names = ['a', 'A-b.c', 'with space', '.hidden', 'UPPER.TXT', 'Mixed.Case', 'имя файла.txt', '日本語', 'ёж.TXT'];
  for (const name of [...names, 'n'.repeat(200), `${'long name '.repeat(20)}.txt`]) {
    await writeFile(join(root, 'names', sampleName(name, keeps)), name);
  }

  await mkdir(join(root, 'many'));
  for (let index = 0; index < 600; index++) {
    await writeFile(join(root, 'many', sampleName(`entry number ${index}.conf`, keeps)), `${index}`);
  }

  let deep = root;
  for (let depth = 0; depth < 20; depth++) deep = join(deep, `d${depth}`);
  await mkdir(deep, { recursive: true });
  await writeFile(join(deep, 'bottom'), 'down here');
  await mkdir(join(root, 'empty'));

  const holes = join(root, 'holes');
  await writeFile(holes, noise(5000, 'front'));
  await truncate(holes, 2 * MiB);
  await writeAt(holes, MiB, noise(3000, 'middle'));
  await writeAt(holes, 2 * MiB - 700, noise(700, 'end'));

  if (keeps.links) {
    const at = (name: string): string => join(root, 'names', sampleName(name, keeps));
    await symlink('a', at('short link'));
    await symlink(`/${'x'.repeat(58)}`, at('link of 59'));
    await symlink(`/${'x'.repeat(59)}`, at('link of 60'));
    await symlink(`../${'long/'.repeat(60)}target`, at('long link'));
  }
  if (keeps.hardLinks) await link(join(root, 'names/a'), join(root, 'names/other name of a'));
  if (keeps.specials) await program(['mkfifo', join(root, 'pipe')]);
  if (keeps.byteNames) {
    for (const name of [
      Buffer.from('🙂'),
      Buffer.from('🙂'),
      Buffer.from([0xff, 0xfe, 0x62]),
      Buffer.from('line\nbreak \x1b[31m'),
      Buffer.from('<img src=x>'),
    ]) {
      await writeFile(Buffer.concat([Buffer.from(join(root, 'names/')), name]), 'odd');
    }
  }
  await utimes(join(root, 'names/a'), CHANGED_AT, CHANGED_AT);
}

async function writeAt(path: string, offset: number, bytes: Buffer): Promise<void> {
  await using file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, offset);
}
