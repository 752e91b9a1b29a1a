import { readFile, truncate, writeFile } from 'node:fs/promises';
import {
  BAD_WINDOWS,
  GOOD_WINDOWS,
  LVM_DATA,
  luksImage,
  makePartitionedDisk,
  makeWindowsDisk,
  program,
  writePhysicalVolume,
  type PartitionRecipe,
} from '@ingot/disk/testing';
import type { LinuxContent } from '../astra-content.ts';
import { GPT_TYPES, makeFileSystem, makeUefiDisk, type Kind } from '../linux-disk.ts';
import { BAD_DESKTOP, GOOD_DESKTOP } from './astra-desktop.ts';
import type { GuestName } from './expected-reports.ts';

const MiB = 2 ** 20;
/** Room for any of the file systems that `makeFileSystem` makes. */
const ROOT = 128 * MiB;
const SWAP = MiB;
type Make = (disk: string) => Promise<void>;

/** Makes the fixture guests as small as file systems allow; each takes about a second, and none boots. */
export const SMALL_GUESTS: Readonly<Record<GuestName, Make>> = {
  'astra-good': async (disk) => makeUefiDisk(disk, [await swap(disk), await root(disk, 'ext4', GOOD_DESKTOP)]),
  'astra-bad': async (disk) => makeUefiDisk(disk, [await swap(disk), await root(disk, 'ext4', BAD_DESKTOP)]),
  'astra-mbr': async (disk) => {
    const recipes = [{ ...(await root(disk, 'ext4', GOOD_DESKTOP)), type: '83', bootable: true }];
    await makePartitionedDisk(disk, 'dos', [...recipes, { ...(await swap(disk)), type: '82' }]);
  },
  'astra-xfs': async (disk) => makeUefiDisk(disk, [await root(disk, 'xfs', GOOD_DESKTOP)]),
  'astra-btrfs': async (disk) => makeUefiDisk(disk, [await root(disk, 'btrfs', GOOD_DESKTOP)]),
  'astra-lvm': async (disk) => makeUefiDisk(disk, [await physicalVolume(disk, GOOD_DESKTOP)]),
  'astra-luks': async (disk) => {
    await writeFile(`${disk}.luks`, luksImage({ version: 2 }));
    await makeUefiDisk(disk, [partition(`${disk}.luks`, MiB)]);
  },
  'win-good': (disk) => makeWindowsDisk(disk, GOOD_WINDOWS),
  'win-bad': (disk) => makeWindowsDisk(disk, BAD_WINDOWS, { firmware: 'bios' }),
  'win-bitlocker': (disk) => makeWindowsDisk(disk, GOOD_WINDOWS, { bitLocker: true }),
};

function partition(content: string, size: number): PartitionRecipe {
  return { type: GPT_TYPES.linux, size, content };
}

async function root(disk: string, kind: Kind, content: LinuxContent): Promise<PartitionRecipe> {
  await makeFileSystem(`${disk}.root`, kind, content);
  return partition(`${disk}.root`, ROOT);
}

async function swap(disk: string): Promise<PartitionRecipe> {
  await writeFile(`${disk}.swap`, '');
  await truncate(`${disk}.swap`, SWAP);
  await program(['mkswap', '--quiet', `${disk}.swap`]);
  return partition(`${disk}.swap`, SWAP);
}

/** A volume group with the root and an empty volume behind it. */
async function physicalVolume(disk: string, content: LinuxContent): Promise<PartitionRecipe> {
  await makeFileSystem(`${disk}.root`, 'ext4', content);
  const fileSystem = await readFile(`${disk}.root`);
  const extents = fileSystem.length / MiB;
  const bytes = Buffer.alloc(LVM_DATA + fileSystem.length + MiB);
  writePhysicalVolume(bytes, { id: 'a'.repeat(32), text: volumeGroup(extents) });
  fileSystem.copy(bytes, LVM_DATA);
  await writeFile(`${disk}.lvm`, bytes);
  return partition(`${disk}.lvm`, ROOT);
}

/** LVM's own text (lvmbackup(5)), with extents of 1 MiB. */
function volumeGroup(rootExtents: number): string {
  const id = (letter: string): string => [6, 4, 4, 4, 4, 4, 6].map((length) => letter.repeat(length)).join('-');
  const volume = (name: string, letter: string, start: number, count: number): string => `${name} {
id = "${id(letter)}"
status = ["READ", "WRITE", "VISIBLE"]
flags = []
segment_count = 1
segment1 {
start_extent = 0
extent_count = ${count}
type = "striped"
stripe_count = 1
stripes = ["pv0", ${start}]
}
}
`;
  return `astravg {
id = "${id('d')}"
seqno = 1
format = "lvm2"
status = ["RESIZEABLE", "READ", "WRITE"]
flags = []
extent_size = 2048
physical_volumes {
pv0 {
id = "${id('a')}"
device = "/dev/vda2"
status = ["ALLOCATABLE"]
flags = []
dev_size = ${ROOT / 512}
pe_start = ${LVM_DATA / 512}
pe_count = ${rootExtents + 1}
}
}
logical_volumes {
${volume('root', 'b', 0, rootExtents)}${volume('home', 'c', rootExtents, 1)}}
}
`;
}
