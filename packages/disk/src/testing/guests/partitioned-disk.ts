import { stat, truncate, writeFile } from 'node:fs/promises';
import { MiB } from '../../bytes/units.ts';
import { program } from '../program.ts';

export interface PartitionRecipe {
  /** For sfdisk: a GUID or shortcut on GPT, a hexadecimal number on MBR. */
  readonly type: string;
  readonly name?: string;
  readonly bootable?: boolean;
  /** In bytes, a multiple of MiB. */
  readonly size: number;
  /** A file that is written to it; nothing by default. */
  readonly content?: string;
}

/** Makes `image` a disk with these partitions, one after the other from 1 MiB on. */
export async function makePartitionedDisk(
  image: string,
  table: 'gpt' | 'dos',
  partitions: readonly PartitionRecipe[],
): Promise<void> {
  const lines = [`label: ${table}`];
  let end = MiB;
  for (const { type, name, bootable, size } of partitions) {
    const more = `${name === undefined ? '' : `, name="${name}"`}${bootable === true ? ', bootable' : ''}`;
    lines.push(`start=${end / MiB}MiB, size=${size / MiB}MiB, type=${type}${more}`);
    end += size;
  }
  await writeFile(image, '');
  await truncate(image, end + MiB);
  await program(['sfdisk', '--quiet', '--no-tell-kernel', image], { input: `${lines.join('\n')}\n` });
  let at = MiB;
  for (const { content, size } of partitions) {
    if (content !== undefined) await writeTo(image, at, content, size);
    at += size;
  }
}

async function writeTo(image: string, at: number, content: string, size: number): Promise<void> {
  if ((await stat(content)).size > size) throw new Error(`${content} does not fit into ${size} bytes`);
  await program([
    'dd',
    `if=${content}`,
    `of=${image}`,
    'bs=1M',
    `seek=${at / MiB}`,
    'conv=notrunc,sparse',
    'status=none',
  ]);
}
