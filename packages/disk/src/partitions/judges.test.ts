import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { MiB, SECTOR } from '../bytes/units.ts';
import { withFileSource } from '../testing/file-source.ts';
import { program } from '../testing/program.ts';
import { withTemporaryDirectory } from '../testing/qemu-img.ts';
import { strictSource } from '../testing/strict-source.ts';
import type { Partition } from './disk-layout.ts';
import { readLayout } from './read-layout.ts';

/** What `sfdisk --json` prints, in sectors. */
interface SfdiskTable {
  readonly partitiontable: {
    readonly label: string;
    readonly partitions?: readonly {
      readonly node: string;
      readonly start: number;
      readonly size: number;
      readonly type: string;
      readonly name?: string;
      readonly bootable?: boolean;
    }[];
  };
}

const TABLES: Readonly<Record<string, string>> = {
  'a GPT as installers make it': `label: gpt
    start=2048, size=2048, type=21686148-6449-6E6F-744E-656564454649, name="bios"
    size=20480, type=U, name="EFI"
    size=4096, type=S
    type=L, name="система", attrs=LegacyBIOSBootable`,
  'a GPT of many partitions': `label: gpt\n${'size=2048, type=L\n'.repeat(60)}`,
  'a GPT with numbers left out': 'label: gpt\n3: size=2048, type=L\n17: size=2048, type=U\n',
  'an empty GPT': 'label: gpt\n',
  'an MBR of four': `label: dos
    start=2048, size=2048, type=7, bootable
    size=2048, type=83
    size=2048, type=ef
    type=82`,
  'an MBR with logical partitions': `label: dos
    size=2048, type=83, bootable
    size=80000, type=5
    size=2048, type=82
    size=4096, type=83
    size=6144, type=8e
    size=2048, type=c`,
};

suite('partitions, as sfdisk reads them', () => {
  for (const [name, script] of Object.entries(TABLES)) {
    test(name, () =>
      withTemporaryDirectory(async (directory) => {
        const disk = join(directory, 'disk');
        await writeFile(disk, '');
        await truncate(disk, 64 * MiB);
        await program(['sfdisk', '-q', disk], { input: script });
        const expected: SfdiskTable = JSON.parse((await program(['sfdisk', '--json', disk])).toString());
        const layout = await withFileSource(disk, (source) => readLayout(strictSource(source)));

        assert.deepEqual(layout.warnings, []);
        assert.equal(layout.table, expected.partitiontable.label === 'dos' ? 'mbr' : 'gpt');
        const containers = new Set(['5', 'f', '85']);
        assert.deepEqual(
          layout.parts.filter((part) => part.kind === 'partition').map((part) => asSfdisk(part, disk)),
          (expected.partitiontable.partitions ?? [])
            .filter(({ type }) => !containers.has(type))
            .map(({ node, start, size, type, name: label = null, bootable = false }) => {
              return { node, start, size, type, label, bootable };
            }),
        );
      }),
    );
  }
});

function asSfdisk(part: Partition, disk: string) {
  return {
    node: `${disk}${part.number}`,
    start: part.offset / SECTOR,
    size: part.size / SECTOR,
    type: part.type.table === 'gpt' ? part.type.guid.toUpperCase() : part.type.code.toString(16),
    label: part.label,
    bootable: part.bootable && part.type.table === 'mbr',
  };
}
